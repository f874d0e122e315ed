#include "cli/scaffold/plan_document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/scaffold/page.hpp"

namespace safeops {
namespace {

constexpr std::size_t spec = 2;
constexpr std::size_t below_spec = 4;
constexpr std::size_t most_others = 5;

class Writer {
 public:
  explicit Writer(const PlanFacts& facts)
      : facts_(&facts),
        page_("../schemas/plan.json",
              "One change of the schema, from its first migration to its last. safeops-check holds every step against it.") {}

  PlanDocument write() {
    page_.line("apiVersion: safeops.dev/v1alpha1")
        .line("kind: MigrationPlan")
        .line("metadata:")
        .field("name", facts_->name, spec);
    page_.line("spec:").comment("What this is for, in a sentence a reviewer understands.", spec);
    leave_open("purpose", "# purpose: Sign in with a second login method");
    page_.comment("The app that uses the schema, and the CloudNativePG Cluster (metadata.name) it is in.", spec);
    answer("app", facts_->app, "# app: backend");
    answer("database", facts_->database, "# database: app-postgres");
    page_.comment("The first version of the app that needs what expand adds: it waits until that is there.", spec);
    page_.line("# appVersion: 1.6.0", spec);
    steps();
    flag();
    window();
    rollback();
    return {page_.text(), std::move(open_)};
  }

 private:
  void leave_open(std::string_view field, std::string_view line, std::size_t indent = spec) {
    page_.line(line, indent);
    open_.push_back(field);
  }

  void answer(std::string_view key, const Told& told, std::string_view example) {
    if (told.known()) {
      page_.field(key, told.value, spec);
      return;
    }
    choices(told);
    leave_open(key, example);
  }

  void choices(const Told& told) {
    if (told.others.empty()) return;
    const std::size_t shown = std::min(told.others.size(), most_others);
    const std::vector<std::string> first(told.others.begin(), told.others.begin() + static_cast<std::ptrdiff_t>(shown));
    page_.comment(fmt::format("One of {}{}.", fmt::join(first, ", "), shown < told.others.size() ? " ..." : ""), spec);
  }

  void steps() {
    page_.comment("Migrations the running version survives: new tables, new columns that may be null, new indexes.", spec);
    files("expand", facts_->expand, "#   - migrations/001-expand-add-login-v2.sql");
    page_.comment(
        "Migrations it does not survive: drops, renames, NOT NULL. They come last, in a change of their own, and may be added "
        "here "
        "later.",
        spec);
    files("contract", facts_->contract, "#   - migrations/002-contract-drop-login.sql");
    if (facts_->unsorted.empty()) return;
    page_.comment("New, and nothing says which of the two. Put each where it belongs:", spec);
    for (const Step& step : facts_->unsorted) page_.comment(fmt::format("  - {}", step.path), spec);
  }

  void files(std::string_view key, const std::vector<Step>& steps, std::string_view example) {
    std::vector<std::string> paths;
    for (const Step& step : steps) paths.push_back(step.path);
    page_.list(key, paths, spec);
    if (!paths.empty()) return;
    page_.line(fmt::format("# {}:", key), spec).line(example, spec);
    if (key == "expand") open_.push_back(key);
  }

  void flag() {
    page_.comment("The feature flag that decides whether the new schema is used: off when the app is released, on afterwards.",
                  spec);
    if (!facts_->flag.known()) {
      choices(facts_->flag);
      leave_open("flag", "# flag: {configMap: feature-flags, key: FEATURE_LOGIN_V2}");
      return;
    }
    const std::string& flag = facts_->flag.value;
    const std::size_t slash = flag.rfind('/');
    page_.line("flag:", spec).field("configMap", flag.substr(0, slash), below_spec);
    page_.field("key", flag.substr(slash + 1), below_spec);
  }

  void window() {
    page_.comment(
        "How long going back must stay possible once everything new is live. It ends when the time is over and all held.", spec);
    page_.line("rollbackWindow:", spec).field("duration", facts_->duration.value, below_spec);
    page_.comment("What must hold for all that time.", below_spec);
    page_.line("# criteria:", below_spec);
    leave_open("rollbackWindow.criteria", "#   - 5xx ratio below 1% for the whole window", below_spec);
    page_.comment("PrometheusRule alerts of this repository that must stay silent for all that time.", below_spec);
    if (!facts_->alerts.empty()) page_.comment(fmt::format("There is {}.", fmt::join(facts_->alerts, ", ")), below_spec);
    page_.line("# alerts:", below_spec).line("#   - BackendErrorBudgetBurn", below_spec);
  }

  void rollback() {
    page_.comment("Who decides to go back, and how it is done.", spec).line("rollback:", spec);
    if (facts_->owner.known()) {
      page_.field("owner", facts_->owner.value, below_spec);
    } else {
      leave_open("rollback.owner", "# owner: \"@alice\"", below_spec);
    }
    page_.list("steps", {"turn the flag off", "roll the app back", "keep the expanded schema"}, below_spec);
  }

  const PlanFacts* facts_;
  Page page_;
  std::vector<std::string_view> open_;
};

}  // namespace

PlanDocument write_plan(const PlanFacts& facts) {
  return Writer(facts).write();
}

}  // namespace safeops
