#include "estate/plan_references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "text/spelling.hpp"

namespace safeops {
namespace {

class Checker {
 public:
  explicit Checker(const Estate& estate) : estate_(&estate) {}

  void check(const Plan& plan);
  std::deque<DocumentProblem> take() { return std::move(problems_); }

 private:
  void check_files(const Plan& plan, const std::vector<FileReference>& files);
  void check_database(const Plan& plan);
  void check_app(const Plan& plan);
  void check_flag(const Plan& plan);
  void check_name(const Plan& plan);
  void report(text::Place place, std::string message) { problems_.push_back({place, std::move(message)}); }

  const Estate* estate_;
  std::map<std::string, const Plan*> claimed_;
  std::map<std::string, const Plan*> named_;
  std::deque<DocumentProblem> problems_;
};

void Checker::check_files(const Plan& plan, const std::vector<FileReference>& files) {
  for (const FileReference& file : files) {
    const auto [other, is_first] = claimed_.emplace(file.path, &plan);
    if (!is_first) {
      report(file.place, fmt::format("plan {} claims {}, which plan {} already does", plan.name, file.path, other->second->name));
    } else if (!estate_->snapshot().find(file.path)) {
      std::vector<std::string> known;
      for (const Migration& migration : estate_->migrations()) known.push_back(migration.path);
      report(file.place, fmt::format("plan {} names {}, which is not in the repository{}", plan.name, file.path,
                                     text::suggestion(file.path, known)));
    }
  }
}

void Checker::check_database(const Plan& plan) {
  if (plan.database.empty() || estate_->clusters().empty() || !estate_->clusters_named(plan.database).empty()) return;
  std::vector<std::string> known;
  for (const Cluster& cluster : estate_->clusters()) known.emplace_back(cluster.name());
  report(plan.field("spec.database"), fmt::format("plan {} is for database {}, and no Cluster of that name is deployed{}",
                                                  plan.name, plan.database, text::suggestion(plan.database, known)));
}

void Checker::check_app(const Plan& plan) {
  if (plan.app.empty() || estate_->workloads().empty()) return;
  std::vector<std::string> known;
  for (const Workload& workload : estate_->workloads()) known.push_back(workload.app);
  if (std::find(known.begin(), known.end(), plan.app) != known.end()) return;
  report(plan.field("spec.app"), fmt::format("plan {} is for app {}, and no workload of that name is deployed{}", plan.name,
                                             plan.app, text::suggestion(plan.app, known)));
}

void Checker::check_flag(const Plan& plan) {
  if (!plan.flag || estate_->workloads().empty()) return;
  std::vector<std::string> known;
  for (const Flag& flag : estate_->flags()) known.push_back(flag.name.key);
  if (std::find(known.begin(), known.end(), plan.flag->key) != known.end()) return;
  report(plan.field("spec.flag.key"), fmt::format("plan {} names flag {}, which no ConfigMap or container sets to a boolean{}",
                                                  plan.name, plan.flag->key, text::suggestion(plan.flag->key, known)));
}

void Checker::check_name(const Plan& plan) {
  if (plan.name.empty()) return;
  const auto [other, is_first] = named_.emplace(plan.name, &plan);
  if (!is_first) report(plan.place(), fmt::format("plan {} is also the name of {}", plan.name, other->second->source->path()));
}

void Checker::check(const Plan& plan) {
  check_name(plan);
  check_files(plan, plan.expand);
  check_files(plan, plan.contract);
  check_database(plan);
  check_app(plan);
  check_flag(plan);
}

}  // namespace

std::deque<DocumentProblem> check_references(const Estate& estate) {
  Checker checker(estate);
  for (const Plan& plan : estate.plans()) checker.check(plan);
  return checker.take();
}

}  // namespace safeops
