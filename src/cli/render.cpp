#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/question.hpp"
#include "cli/session.hpp"
#include "flux/delivery.hpp"
#include "git/cannot_run.hpp"
#include "text/escape.hpp"
#include "text/spelling.hpp"

namespace safeops {
namespace {

std::string without_slashes(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  while (path.ends_with('/')) path.remove_suffix(1);
  return path == "." ? std::string() : std::string(path);
}

bool is_directory(const git::Snapshot& snapshot, const std::string& path) {
  const auto entry = snapshot.find(path);
  return entry && entry->mode == git::Mode::directory;
}

// "apps", "flux-system/apps", and where several clusters have one of that name "flux-system/apps@clusters/a/apps".
bool is_called(const flux::Unit& unit, std::string_view subject) {
  const std::string& name = unit.name;
  const std::string_view bare = std::string_view(name).substr(name.find('/') + 1);
  return subject == name || subject == bare || subject == fmt::format("{}@{}", name, unit.path);
}

std::string advice(const flux::Delivery& delivery, std::string_view subject) {
  std::vector<std::string> names;
  for (const flux::Unit& unit : delivery.units) names.push_back(unit.name);
  const auto close = text::nearest(subject, names);
  if (!close.empty()) return did_you_mean(close);
  return " Write the directory of a kustomization file, or the namespace/name of a Flux Kustomization.";
}

std::shared_ptr<const flux::Build> build_of_unit(const flux::Delivery& delivery, std::string_view subject) {
  std::vector<const flux::Unit*> found;
  for (const flux::Unit& unit : delivery.units)
    if (is_called(unit, subject)) found.push_back(&unit);
  if (found.empty()) {
    throw CannotRun(
        fmt::format("There is neither a directory nor a Flux Kustomization `{}`.{}", subject, advice(delivery, subject)));
  }
  const bool same =
      std::all_of(found.begin(), found.end(), [&](const auto* unit) { return unit->build == found.front()->build; });
  if (same) return found.front()->build;
  std::string choices;
  for (const flux::Unit* unit : found) choices += fmt::format("{}{}@{}", choices.empty() ? "" : ", ", unit->name, unit->path);
  throw CannotRun(fmt::format("{} Flux Kustomizations are called `{}`; say which one: {}.", found.size(), subject, choices));
}

void print_problems(const flux::Build& build, std::ostream& err) {
  for (const flux::Problem& problem : build.problems) {
    const std::string_view level = problem.kind == flux::Problem::Kind::error ? "error" : "note";
    const std::string place =
        problem.place ? fmt::format("{}:{}: ", text::visible(problem.place.path()), problem.place.start().line) : "";
    err << fmt::format("{}: {}{}\n", level, place, text::visible(problem.message));
  }
}

std::string origin_of(const yaml::Node& value) {
  const text::Place& place = value.place();
  return place ? fmt::format("{}:{}", text::visible(place.path()), place.start().line) : std::string();
}

}  // namespace

int run_render(const Arguments& arguments, const Surroundings& surroundings) {
  const git::Repository repository = open_repository(arguments, surroundings);
  const git::Snapshot snapshot = choose_snapshot(repository, arguments);
  Library library(repository, choose_jobs(arguments));
  const std::string directory = without_slashes(arguments.subject);
  flux::Delivery delivery;  // keeps the build
  const bool overlay = directory.empty() || is_directory(snapshot, directory);
  if (!overlay) delivery = library.renderer().deliver(snapshot);
  const auto build = overlay ? library.renderer().build(snapshot, directory) : build_of_unit(delivery, arguments.subject);

  print_problems(*build, *surroundings.err);
  if (build->failed()) return 1;
  std::string separator;
  for (const flux::Object& object : build->objects) {
    *surroundings.out << separator << yaml::emit(object.root(), arguments.origins ? origin_of : yaml::Remark());
    separator = "---\n";
  }
  return 0;
}

}  // namespace safeops
