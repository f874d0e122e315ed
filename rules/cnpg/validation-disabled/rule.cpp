#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view annotation = "cnpg.io/validation";

bool is_off(const Resource* resource) {
  return resource && resource->deployed() && resource->object->annotation(annotation) == "disabled";
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after] : change.resources()) {
    if (!is_off(after) || after->object->group() != "postgresql.cnpg.io") continue;
    const bool added = !is_off(before) && !change.base().resources().empty();  // nobody switches it off where nothing was
    out.add({.place = after->object->at("metadata.annotations")[annotation].place(),
             .about = after,
             .what = fmt::format("{} switches CloudNativePG's validation off{}", after->text(),
                                 added ? "" : ", and this change edits it"),
             .why =
                 "The admission webhook lets everything through then: a shrunk volume, a major downgrade or an unknown parameter "
                 "reaches the operator, which fails on it in the running database.",
             .next = "Remove the annotation `cnpg.io/validation` and correct what the webhook rejects.",
             .level = added ? Level::error : Level::warning});
  }
}

}  // namespace

extern constinit const Rule cnpg_validation_disabled{
    .title = "The database operator's validation is switched off", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
