#include "rules/cnpg/refused_creation.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

bool is_validated(const Resource& resource) {
  return resource.object->annotation("cnpg.io/validation") != "disabled";
}

std::string why_it_hurts(const Refusal& refusal, const Resource& resource) {
  if (!refusal.by_api_server && !is_validated(resource))
    return "The annotation `cnpg.io/validation: disabled` lets it past the webhook, so the operator meets it in the running "
           "database. This check is the only one.";
  return fmt::format(
      "{} refuses the object, so {} fails to apply: everything else it delivers stays at the last good revision too, fixes and "
      "rollbacks included.",
      refusal.by_api_server ? "The API server" : "CloudNativePG's webhook", resource.unit->name);
}

std::vector<Refusal> said_before(const Resource* before, const Resource& after, Judge judge) {
  if (!before || (!is_validated(*before) && is_validated(after))) return {};
  return judge(*before->object, false);
}

}  // namespace

void report_refused(const Change& change, std::string_view group, std::string_view kind, Judge judge, Findings& out) {
  for (const auto& [at_base, after] : change.resources()) {
    if (!after || !after->deployed() || !after->object->is(group, kind)) continue;
    const Resource* before = at_base && at_base->deployed() ? at_base : nullptr;
    const std::vector<Refusal> known = said_before(before, *after, judge);
    for (const Refusal& refusal : judge(*after->object, !before)) {
      const auto same = [&](const Refusal& other) { return other.what == refusal.what; };
      if (std::any_of(known.begin(), known.end(), same)) continue;
      out.add({.place = refusal.place,
               .about = after,
               .what = fmt::format("{}: {}", after->text(), refusal.what),
               .why = why_it_hurts(refusal, *after),
               .next = refusal.next});
    }
  }
}

}  // namespace safeops::rules
