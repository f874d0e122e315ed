#include <array>
#include <map>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

constexpr std::array<std::string_view, 2> annotations{"argocd.argoproj.io/hook", "argocd.argoproj.io/sync-wave"};

bool has(const Resource* resource, std::string_view annotation) {
  return resource && !resource->object->annotation(annotation).empty();
}

text::Place place_of(const Resource& resource, std::string_view annotation) {
  return resource.object->at("metadata.annotations")[annotation].place();
}

// One line can be part of many overlays.
struct Hook {
  const Resource* first = nullptr;
  std::string_view annotation;
  std::size_t count = 0;
};

void check(const Change& change, Findings& out) {
  if (!change.head().delivery().has_flux) return;
  std::map<std::pair<std::string_view, text::Span>, Hook> hooks;
  for (const auto& [before, after] : change.resources())
    for (const std::string_view annotation : annotations) {
      if (!has(after, annotation) || has(before, annotation)) continue;
      const text::Place place = place_of(*after, annotation);
      Hook& hook = hooks[{place.path(), place.span}];
      if (hook.count++ == 0) hook = {after, annotation, 1};
    }
  for (const auto& [key, hook] : hooks)
    out.add(
        {.place = place_of(*hook.first, hook.annotation),
         .what = fmt::format("{}{} carries `{}: {}`, which means nothing to Flux", hook.first->text(),
                             hook.count > 1 ? fmt::format(" (and {} more)", hook.count - 1) : "", hook.annotation,
                             hook.first->object->annotation(hook.annotation)),
         .why = "Only Argo CD reads it. Flux applies the object together with everything else of its Kustomization: what was to "
                "run before the app runs beside it.",
         .next = "Deliver it in a Kustomization of its own with `wait: true`, name that in `spec.dependsOn` of the app's, and "
                 "take the annotation out."});
}

}  // namespace

extern constinit const Rule flux_argo_hook{
    .title = "Argo CD's ordering has no effect under Flux", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
