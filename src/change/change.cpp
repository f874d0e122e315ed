#include "change/change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "change/comparison.hpp"
#include "change/migration_steps.hpp"
#include "change/running_queries.hpp"
#include "change/schema_history.hpp"
#include "change/watched_files.hpp"
#include "estate/once.hpp"
#include "text/escape.hpp"

namespace safeops {

// Each part is worked out when first asked for, from the parts above it.
struct Change::Parts {
  const Estate* base;
  const Estate* head;
  Library* library;
  Question question;
  std::optional<git::History> history;

  std::vector<git::FileChange> files;
  std::map<std::string_view, const git::FileChange*> by_path;

  std::optional<std::vector<git::Identity>> authors;
  std::optional<std::vector<WatchedFile>> watched;
  std::optional<std::vector<Allowance>> allowances;
  std::optional<std::vector<NewAttribute>> new_attributes;
  std::optional<SchemaHistory> schemas;
  std::optional<std::deque<MigrationStep>> migrations;
  std::optional<RunningQueries> running_queries;
  std::optional<std::vector<Release>> releases;
  std::optional<std::vector<FlagFlip>> flag_flips;
  std::optional<std::vector<ResourceChange>> resources;
  std::optional<std::vector<ClusterChange>> clusters;
  std::optional<std::vector<ScheduledBackupChange>> scheduled_backups;
  std::map<const Plan*, RollbackWindow> windows;
  std::map<DeploymentSubject, Deployments> deployments;
  std::optional<std::deque<LostSql>> lost_sql;
};

namespace {

template <typename Holds>
std::vector<const SchemaEffect*> select(const std::deque<MigrationStep>& steps, Holds&& holds) {
  std::vector<const SchemaEffect*> selected;
  for (const MigrationStep& step : steps) {
    for (const SchemaEffect& effect : step.effects) {
      if (holds(effect)) selected.push_back(&effect);
    }
  }
  return selected;
}

// Each plan once, by name.
std::vector<const Plan*> sorted(std::set<const Plan*> plans) {
  std::vector<const Plan*> result(plans.begin(), plans.end());
  std::sort(result.begin(), result.end(), [](const Plan* a, const Plan* b) {
    return std::tie(a->name, a->source->path()) < std::tie(b->name, b->source->path());
  });
  return result;
}

template <typename Names>
std::vector<const Plan*> plans_with(const std::deque<MigrationStep>& steps, Names&& names) {
  std::set<const Plan*> plans;
  for (const MigrationStep& step : steps) {
    const bool brings = step.after && (step.is_new() || !step.effects.empty());
    if (brings && step.plan && names(*step.plan, step.after->path)) plans.insert(step.plan);
  }
  return sorted(std::move(plans));
}

std::string word_for(const Artifact& artifact) {
  switch (artifact.form) {
    case Artifact::Form::image:
      return "image";
    case Artifact::Form::chart:
      return "chart";
    case Artifact::Form::source:
      return "source";
    case Artifact::Form::configuration:
      return "configuration " + text::visible(artifact.name);
  }
  return "";
}

}  // namespace

Change::Change(const Estate& base, const Estate& head, Library& library, Question question)
    : parts_(new Parts{.base = &base, .head = &head, .library = &library, .question = std::move(question)}) {
  if (parts_->question.base_commit) parts_->history.emplace(library.repository(), *parts_->question.base_commit);
  parts_->files = git::diff(base.snapshot(), head.snapshot());
  for (const git::FileChange& file : parts_->files) {
    if (file.base) parts_->by_path.emplace(file.base->path, &file);
  }
  for (const git::FileChange& file : parts_->files) parts_->by_path.insert_or_assign(file.path(), &file);
}
Change::~Change() = default;

const Estate& Change::base() const {
  return *parts_->base;
}
const Estate& Change::head() const {
  return *parts_->head;
}
text::Seconds Change::now() const {
  return parts_->question.now;
}
const std::vector<git::Identity>& Change::authors() const {
  return once(parts_->authors,
              [&] { return parts_->question.authors ? parts_->question.authors() : std::vector<git::Identity>{}; });
}
const std::vector<Review>& Change::reviews() const {
  return parts_->question.reviews;
}
git::SignatureCheck Change::signature_of(std::string_view path) const {
  if (const git::SignedFiles* files = parts_->question.signed_files) return files->check(path);
  return {.state = git::SignatureCheck::State::unchecked, .signers = {}, .reason = "there is no history to find its commit in"};
}
const std::vector<git::FileChange>& Change::files() const {
  return parts_->files;
}

const git::FileChange* Change::file(std::string_view path) const {
  const auto found = parts_->by_path.find(path);
  return found == parts_->by_path.end() ? nullptr : found->second;
}

const std::vector<WatchedFile>& Change::watched() const {
  return once(parts_->watched, [&] { return find_watched(files(), base(), head(), *parts_->library); });
}

bool Change::touches(const text::Source* source) const {
  if (!source) return false;
  const git::FileChange* change = file(source->path());
  return change && ((change->base && change->base->id == source->blob()) || (change->head && change->head->id == source->blob()));
}

const std::vector<Allowance>& Change::allowances() const {
  return once(parts_->allowances, [&] { return find_allowances(watched(), *parts_->library); });
}

const std::vector<NewAttribute>& Change::new_attributes() const {
  return once(parts_->new_attributes, [&] { return find_new_attributes(watched(), head()); });
}

SchemaHistory& Change::schemas() const {
  if (!parts_->schemas) parts_->schemas.emplace(base(), head(), *parts_->library, parts_->question.target);
  return *parts_->schemas;
}

const std::deque<MigrationStep>& Change::migrations() const {
  return once(parts_->migrations,
              [&] { return find_migration_steps(base(), head(), schemas(), [&](std::string_view path) { return file(path); }); });
}

const RunningQueries& Change::running_queries() const {
  return once(parts_->running_queries, [&] { return compare_queries(base(), *parts_->library, migrations(), schemas()); });
}

std::vector<const SchemaEffect*> Change::effects(sql::Effect::Kind kind) const {
  return select(migrations(), [&](const SchemaEffect& e) { return e.effect->kind == kind && !e.on_new_object && !e.recreated; });
}

std::vector<const SchemaEffect*> Change::contracts() const {
  return select(migrations(), [](const SchemaEffect& e) { return e.is_contract(); });
}

std::vector<const SchemaEffect*> Change::expands() const {
  return select(migrations(), [](const SchemaEffect& e) { return e.is_expand(); });
}

const std::vector<Release>& Change::releases() const {
  return once(parts_->releases, [&] { return compare_releases(base(), head()); });
}

std::vector<const Release*> Change::releases_on(std::string_view cluster) const {
  std::vector<const Release*> found;
  for (const Release& release : releases()) {
    if (release.on_database(cluster)) found.push_back(&release);
  }
  return found;
}

const std::vector<FlagFlip>& Change::flag_flips() const {
  return once(parts_->flag_flips, [&] { return compare_flags(base(), head()); });
}

const std::vector<ResourceChange>& Change::resources() const {
  return once(parts_->resources, [&] { return compare_resources(base(), head()); });
}

const std::vector<ClusterChange>& Change::clusters() const {
  return once(parts_->clusters, [&] { return compare_clusters(resources(), base(), head()); });
}

const std::vector<ScheduledBackupChange>& Change::scheduled_backups() const {
  return once(parts_->scheduled_backups, [&] { return compare_scheduled_backups(resources(), base(), head()); });
}

std::vector<const Plan*> Change::plans_contracting() const {
  return plans_with(migrations(), [](const Plan& plan, std::string_view path) { return plan.contracts(path); });
}

std::vector<const Plan*> Change::plans_expanding() const {
  return plans_with(migrations(), [](const Plan& plan, std::string_view path) { return plan.expands(path); });
}

std::vector<const Plan*> Change::plans_touched() const {
  std::set<const Plan*> plans;
  for (const Plan& plan : head().plans()) {
    if (touches(plan.source)) plans.insert(&plan);
  }
  for (const Plan* plan : plans_with(migrations(), [](const Plan&, std::string_view) { return true; })) plans.insert(plan);
  return sorted(std::move(plans));
}

std::optional<git::Commit> Change::landed(std::string_view path) const {
  return parts_->history ? parts_->history->landed(path) : std::nullopt;
}

std::optional<git::Commit> Change::expand_landed(const Plan& plan) const {
  std::optional<git::Commit> last;
  for (const FileReference& file : plan.expand) {
    auto commit = landed(file.path);
    if (!commit) return {};
    if (!last || commit->time > last->time) last = std::move(commit);
  }
  return last;
}

bool Change::history_truncated() const {
  return parts_->history && parts_->history->truncated();
}
const git::History* Change::history() const {
  return parts_->history ? &*parts_->history : nullptr;
}

const RollbackWindow& Change::rollback_window(const Plan& plan) const {
  const auto known = parts_->windows.find(&plan);
  if (known != parts_->windows.end()) return known->second;
  RollbackWindow window = parts_->history ? find_rollback_window(plan, base(), *parts_->history, *parts_->library)
                                          : RollbackWindow{.plan = &plan, .terms = terms_of(plan, base())};
  return parts_->windows.emplace(&plan, std::move(window)).first->second;
}

Deployments* Change::deployments(const DeploymentSubject& subject) const {
  if (!parts_->history) return nullptr;
  return &parts_->deployments.try_emplace(subject, *parts_->history, *parts_->library, base(), subject).first->second;
}

const std::deque<LostSql>& Change::lost_sql() const {
  return once(parts_->lost_sql, [&] {
    return parts_->history ? find_lost_sql(*parts_->history, *parts_->library, policy()) : std::deque<LostSql>{};
  });
}

bool Release::on_database(std::string_view cluster) const {
  return after->uses(cluster) || before->uses(cluster);
}

bool Release::is_version() const {
  return to.form != Artifact::Form::configuration;
}

std::string Release::text() const {
  const std::string where = environment() ? fmt::format(" in {}", environment()->name) : "";
  return fmt::format("{}{}: {} {} -> {}", text::visible(app()), where, word_for(to), from.version(), to.version());
}

}  // namespace safeops
