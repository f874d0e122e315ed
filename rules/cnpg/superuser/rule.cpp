#include "rules/rule.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

bool is_true(const yaml::Node& node) {
  return node.boolean().value_or(false);
}

bool has_superuser_role(const Cluster* cluster, std::string_view name) {
  if (!cluster || !cluster->deployed()) return false;
  const auto& roles = cluster->object().at("spec.managed.roles").items();
  return std::any_of(roles.begin(), roles.end(),
                     [&](const yaml::Node& role) { return role["name"].text() == name && is_true(role["superuser"]); });
}

void report(const Cluster& cluster, const text::Place& place, std::string what, Findings& out) {
  out.add({.place = place,
           .about = cluster.resource,
           .what = std::move(what),
           .why = "A superuser passes every permission, may drop any database and read files and run programs on the server. "
                  "Whoever gets hold of that one Secret has all of it.",
           .next = "Give the app the owner that `bootstrap.initdb` makes, and what else it needs by GRANT or a predefined role "
                   "(`pg_monitor`, `pg_read_all_data`) in `managed.roles`."});
}

void check(const Change& change, Findings& out) {
  constexpr std::string_view access = "spec.enableSuperuserAccess";
  for (const auto& [before, after, renamed_to] : change.clusters()) {
    if (!after || !after->deployed()) continue;
    const bool had = before && before->deployed() && is_true(before->object().at(access));
    if (is_true(after->object().at(access)) && !had)
      report(*after, after->field(access), fmt::format("{} lets superusers in with a password from a Secret", after->text()),
             out);
    for (const yaml::Node& role : after->object().at("spec.managed.roles").items())
      if (is_true(role["superuser"]) && !has_superuser_role(before, role["name"].text()))
        report(*after, role["superuser"].place(),
               fmt::format("{} makes role `{}` a superuser", after->text(), role["name"].text()), out);
  }
}

}  // namespace

extern constinit const Rule cnpg_superuser{
    .title = "Superuser access is switched on", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
