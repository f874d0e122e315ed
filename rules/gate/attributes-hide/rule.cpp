#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const auto& [hidden, example] : change.new_attributes())
    out.add(
        {.place = hidden.place,
         .what = fmt::format("`{} {}` hides files the gate watches, such as {}", hidden.pattern, hidden.attribute, example),
         .why =
             "Reviewers see \"binary files differ\", a folded file or a filtered text instead of the change. The gate reads the "
             "stored bytes either way.",
         .next = "Narrow the pattern so that it leaves migrations, manifests and `.safeops/` alone."});
}

}  // namespace

extern constinit const Rule gate_attributes_hide{
    .title = "Git attributes hide files from review", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
