#include "estate/safeops_documents.hpp"

#include <fmt/format.h>

#include <map>

#include "estate/evidence_reading.hpp"
#include "estate/named_files.hpp"
#include "flux/object.hpp"

namespace safeops {
namespace {

constexpr std::string_view plans_directory = ".safeops/plans";

std::vector<FileReference> file_references(const yaml::Node& list) {
  std::vector<FileReference> files;
  for (const yaml::Node& item : list.items()) files.push_back({without_dot_slash(item.text()), item.place()});
  return files;
}

std::optional<Plan::Window> read_window(const yaml::Node& window) {
  if (!window.is_map()) return {};
  return Plan::Window{.duration = text::parse_duration(window["duration"].text()),
                      .criteria = yaml::texts(window["criteria"]),
                      .alerts = yaml::texts(window["alerts"]),
                      .place = window.place()};
}

Plan read_plan(const text::Source& source, const yaml::Node& root) {
  const yaml::Node& spec = root["spec"];
  Plan plan;
  plan.name = std::string(root.at("metadata.name").text());
  plan.source = &source;
  plan.root = &root;
  plan.app = std::string(spec["app"].text());
  plan.app_version = std::string(spec["appVersion"].text());
  plan.database = std::string(spec["database"].text());
  plan.expand = file_references(spec["expand"]);
  plan.contract = file_references(spec["contract"]);
  if (spec["flag"].is_map()) {
    plan.flag = FlagName{std::string(spec.at("flag.configMap").text()), std::string(spec.at("flag.key").text())};
  }
  plan.window = read_window(spec["rollbackWindow"]);
  plan.owner = std::string(spec.at("rollback.owner").text());
  return plan;
}

void check(const yaml::Node& root, std::string_view schema, Library& library, SafeopsDocuments& into) {
  for (const DocumentProblem& problem : library.problems(root, schema)) into.problems.push_back(problem);
}

// `.safeops/evidence/<plan>/...` -> `<plan>`
std::string plan_of_evidence(std::string_view path) {
  path.remove_prefix(evidence_directory.size() + 1);
  const std::size_t slash = path.find('/');
  return slash == path.npos ? std::string{} : std::string(path.substr(0, slash));
}

// More than anybody keeps of one plan. Rules compare pieces of evidence with each other.
constexpr std::size_t most_documents_of_plan = 1000;

DocumentProblem too_many(const yaml::Node& root, std::string_view plan) {
  return {root.place(), fmt::format("there are more than {} documents below {}/{}; from here on none is read",
                                    most_documents_of_plan, evidence_directory, plan)};
}

}  // namespace

bool is_document(std::string_view path) {
  return path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".json");
}

bool is_evidence(std::string_view path) {
  return path.starts_with(evidence_directory) && path.substr(evidence_directory.size()).starts_with('/') && is_document(path);
}

SafeopsDocuments read_safeops(const git::Snapshot& snapshot, Library& library) {
  SafeopsDocuments result;
  const auto each_in = [&](const git::Entry& entry, auto&& visit) {
    if (!entry.is_file() || !is_document(entry.path)) return;
    const text::Source& source = library.sources().get(entry);
    for (const yaml::Document& document : library.documents().get(source).documents) {
      if (document.root) visit(source, document.root);
    }
  };
  const auto each_document = [&](std::string_view directory, auto&& visit) {
    snapshot.walk(directory, [&](const git::Entry& entry) { each_in(entry, visit); });
  };
  if (const auto policy = snapshot.find(policy_path)) {
    each_in(*policy, [&](const text::Source& source, const yaml::Node& root) {
      check(root, "policy", library, result);
      for (DocumentProblem& problem : dangling_patterns(library.policy(&source), snapshot))
        result.problems.push_back(std::move(problem));
    });
  }
  each_document(plans_directory, [&](const text::Source& source, const yaml::Node& root) {
    check(root, "plan", library, result);
    result.plans.push_back(read_plan(source, root));
  });
  std::map<std::string, std::size_t> documents_of;
  each_document(evidence_directory, [&](const text::Source& source, const yaml::Node& root) {
    std::string plan = plan_of_evidence(source.path());
    const std::size_t count = ++documents_of[plan];
    if (count <= most_documents_of_plan) return read_evidence(std::move(plan), root, library, result);
    if (count == most_documents_of_plan + 1) result.problems.push_back(too_many(root, plan));
  });
  return result;
}

}  // namespace safeops
