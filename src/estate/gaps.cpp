#include "estate/gaps.hpp"

#include <fmt/format.h>

#include <set>
#include <tuple>

#include "estate/safeops_documents.hpp"

namespace safeops {
namespace {

class Collector {
 public:
  explicit Collector(const Estate& estate, Library& library) : estate_(&estate), library_(&library) {}

  void read_builds();
  void read_documents();
  void read_migrations();
  void read_releases();
  Gaps take() && { return std::move(gaps_); }

 private:
  void add(std::vector<Gap>& list, Gap::Kind kind, text::Place place, std::string message);
  void add(const flux::Problem& problem, text::Place fallback);
  void add_unreadable(Gap::Kind kind, const text::Source& source);

  const Estate* estate_;
  Library* library_;
  Gaps gaps_;
  std::set<std::tuple<std::string, text::Span, std::string>> known_;
};

void Collector::add(std::vector<Gap>& list, Gap::Kind kind, text::Place place, std::string message) {
  if (known_.emplace(place.path(), place.span, message).second) list.push_back({kind, place, std::move(message)});
}

void Collector::add(const flux::Problem& problem, text::Place fallback) {
  std::vector<Gap>& list = problem.kind == flux::Problem::Kind::note ? gaps_.notes : gaps_.problems;
  add(list, Gap::Kind::build, problem.place ? problem.place : fallback, problem.message);
}

void Collector::add_unreadable(Gap::Kind kind, const text::Source& source) {
  if (source.readable()) return;
  add(gaps_.problems, kind, line_place(source, 1), fmt::format("{} {}", source.path(), why_unreadable(source)));
}

void Collector::read_builds() {
  const flux::Delivery& delivery = estate_->delivery();
  for (const flux::Problem& problem : delivery.problems) add(problem, {});
  for (const flux::Unit& unit : delivery.units) {
    const text::Place applied = unit.kustomization ? unit.kustomization->place("spec.path") : text::Place{};
    for (const flux::Problem& problem : unit.build->problems) add(problem, applied);
  }
}

void Collector::read_documents() {
  estate_->snapshot().walk(".safeops", [&](const git::Entry& entry) {
    if (!is_document(entry.path)) return;
    const text::Source& source = library_->sources().get(entry);
    add_unreadable(Gap::Kind::document, source);
    for (const yaml::Problem& problem : library_->documents().get(source).problems)
      add(gaps_.problems, Gap::Kind::document, problem.place, fmt::format("{}: {}", source.path(), problem.message));
  });
  for (const DocumentProblem& problem : estate_->document_problems())
    add(gaps_.problems, Gap::Kind::document, problem.place, problem.message);
}

void Collector::read_migrations() {
  for (const Migration& migration : estate_->migrations()) {
    add_unreadable(Gap::Kind::sql, migration.source());
    for (const sql::Problem& problem : migration.script().problems)
      add(gaps_.problems, Gap::Kind::sql, migration.place(problem.span), fmt::format("{}: {}", migration.name, problem.message));
  }
}

void Collector::read_releases() {
  for (const HelmRelease& release : estate_->helm_releases())
    for (const yaml::Node& from : release.object().at("spec.valuesFrom").items())
      add(gaps_.notes, Gap::Kind::build, from.place(),
          fmt::format("{} takes values from {} {}, which are not read: images and versions set there are not known",
                      release.object().id().text(), from["kind"].text(), from["name"].text()));
}

}  // namespace

std::string_view why_unreadable(const text::Source& source) {
  switch (source.unreadable()) {
    case text::Unreadable::no:
      return "";
    case text::Unreadable::not_a_file:
      return "is a symbolic link or a submodule, which is not followed";
    case text::Unreadable::lfs_pointer:
      return "is a Git LFS pointer";
    case text::Unreadable::too_large:
      return "is larger than what is read";
    case text::Unreadable::nul_byte:
      return "holds a NUL byte";
    case text::Unreadable::invalid_utf8:
      return "is not UTF-8";
  }
  return "";
}

Gaps find_gaps(const Estate& estate, Library& library) {
  Collector collector(estate, library);
  collector.read_builds();
  collector.read_documents();
  collector.read_migrations();
  collector.read_releases();
  return std::move(collector).take();
}

}  // namespace safeops
