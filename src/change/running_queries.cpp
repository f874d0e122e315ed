#include "change/running_queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "change/schema_history.hpp"
#include "change/statement_facts.hpp"
#include "estate/named_files.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_queries = 20'000;         // of one database
constexpr std::size_t most_comparisons = 1'000'000;  // of what is lost with statements

// The queries of one database before and after a change.
class DatabaseQueries {
 public:
  DatabaseQueries(const Policy::Database& database, std::vector<const MigrationStep*> steps, SchemaHistory& schemas,
                  RunningQueries& into)
      : database_(database), steps_(std::move(steps)), schemas_(schemas), into_(into) {}

  void run(const Estate& base, Library& library) {
    NamedFiles files(base.snapshot());
    check_dumps(files, library);
    read(files, library);
    compare();
  }

 private:
  void check_dumps(NamedFiles& files, Library& library) {
    for (const Policy::Pattern& pattern : database_.schema) {
      for (const git::Entry& entry : matching(UnreadFile::Use::schema, pattern, files)) {
        const text::Source& source = library.sources().get(entry);
        if (!readable(UnreadFile::Use::schema, source)) continue;
        note_first(UnreadFile::Use::schema, source, library.script(source).problems);
      }
    }
  }

  void read(NamedFiles& files, Library& library) {
    std::set<const text::Source*> seen;
    for (const Policy::Pattern& pattern : database_.queries)
      for (const git::Entry& entry : matching(UnreadFile::Use::queries, pattern, files))
        if (const text::Source& source = library.sources().get(entry); seen.insert(&source).second) read(source);
  }

  void read(const text::Source& source) {
    if (!readable(UnreadFile::Use::queries, source)) return;
    into_.files.push_back(std::make_unique<sql::QueryFile>(sql::read_queries(source.text())));
    const sql::QueryFile& file = *into_.files.back();
    note_first(UnreadFile::Use::queries, source, file.problems);
    for (const sql::NamedQuery& query : file.queries) queries_.push_back({&source, &query});
    if (queries_.size() <= most_queries) return;
    queries_.resize(most_queries);
    note(UnreadFile::Use::queries, {&source, {}}, source.path(), fmt::format("has more than the {} queries read", most_queries));
  }

  void compare() {
    if (queries_.empty()) return;
    const Migration& any = *steps_.front()->after;
    sql::Catalog before = schemas_.before(any), now = schemas_.now(any);
    before.set_search_path(app_path());
    now.set_search_path(app_path());
    for (const RunningQuery& query : queries_)
      for (const sql::Lost& lost : sql::lost_names(query.query->query, before, now)) add(query, lost);
    if (!lost_.empty()) find_causes();
    std::move(lost_.begin(), lost_.end(), std::back_inserter(into_.lost));
  }

  // Where an app looks for unqualified names: where the migrations put theirs.
  [[nodiscard]] std::vector<std::string> app_path() const {
    std::vector<std::string> path = schemas_.before(*steps_.front()->after).search_path();
    if (std::find(path.begin(), path.end(), "public") == path.end()) path.emplace_back("public");
    return path;
  }

  void add(const RunningQuery& query, const sql::Lost& lost) {
    auto same = std::find_if(lost_.begin(), lost_.end(), [&](const LostName& each) { return each.lost.same(lost); });
    if (same == lost_.end()) same = lost_.insert(same, {.lost = lost, .uses = {}});
    const bool named = lost.span.begin < lost.span.end;
    same->uses.push_back({query, {query.source, named ? lost.span : query.query->span}});
  }

  // The last statement after which it is gone. The last of all where none is, or would be found past the limit.
  void find_causes() {
    for (LostName& name : lost_) blame(name, *steps_.back(), steps_.back()->statements.back());
    const std::vector<std::string> path_of_app = app_path();
    std::vector<char> gone(lost_.size());
    std::size_t compared = 0;
    sql::Catalog schema = schemas_.before(*steps_.front()->after);
    for (const MigrationStep* step : steps_) {
      for (const StatementFacts& facts : step->statements) {
        if ((compared += lost_.size()) > most_comparisons) return;
        sql::apply(facts.statement->command, schema);
        std::vector<std::string> path = schema.search_path();
        schema.set_search_path(path_of_app);
        for (std::size_t i = 0; i < lost_.size(); ++i) {
          const bool missed = sql::misses(schema, lost_[i].lost);
          if (missed && gone[i] == 0) blame(lost_[i], *step, facts);
          gone[i] = missed ? 1 : 0;
        }
        schema.set_search_path(std::move(path));
      }
    }
  }

  static void blame(LostName& name, const MigrationStep& step, const StatementFacts& facts) {
    name.step = &step;
    name.statement = &facts;
  }

  bool readable(UnreadFile::Use use, const text::Source& source) {
    if (!source.readable()) note(use, {&source, {}}, source.path(), "is no readable text");
    return source.readable();
  }

  void note_first(UnreadFile::Use use, const text::Source& source, const std::vector<sql::Problem>& problems) {
    if (problems.empty()) return;
    note(use, {&source, problems.front().span}, source.path(),
         fmt::format("cannot be read as a whole: {}", problems.front().message));
  }

  std::vector<git::Entry> matching(UnreadFile::Use use, const Policy::Pattern& pattern, NamedFiles& files) {
    using Cause = UnreadFile::Cause;
    NamedFiles::Matches found = files.matching(pattern);
    if (found.cut_off)
      note(use, pattern.place, pattern.text, "has more paths to be compared with than is done", Cause::cut_off);
    else if (found.files.empty())
      note(use, pattern.place, pattern.text, "is no SQL file of the base", Cause::missing);
    return std::move(found.files);
  }

  void note(UnreadFile::Use use, text::Place place, std::string name, std::string reason,
            UnreadFile::Cause cause = UnreadFile::Cause::unreadable) {
    into_.unread.push_back({.use = use,
                            .cause = cause,
                            .database = database_.cluster,
                            .step = steps_.front(),
                            .name = std::move(name),
                            .reason = std::move(reason),
                            .place = place});
  }

  const Policy::Database& database_;
  std::vector<const MigrationStep*> steps_;
  SchemaHistory& schemas_;
  RunningQueries& into_;
  std::vector<RunningQuery> queries_;
  std::vector<LostName> lost_;
};

// Which migrations of a change are of which database.
class Assignment {
 public:
  Assignment(const Estate& base, const std::deque<MigrationStep>& steps, SchemaHistory& schemas)
      : base_(base), steps_(steps), schemas_(schemas) {}

  [[nodiscard]] std::vector<const MigrationStep*> steps_of(const Policy::Database& database) const {
    std::vector<const MigrationStep*> own;
    for (const MigrationStep& step : steps_)
      if (!step.statements.empty() && schemas_.database_of(*step.after) == database.cluster) own.push_back(&step);
    return own;
  }

  [[nodiscard]] bool has_landed(const Policy::Database& database) const {
    return std::any_of(base_.migrations().begin(), base_.migrations().end(),
                       [&](const Migration& each) { return schemas_.database_of(each) == database.cluster; });
  }

  // The first that is of no database of the policy; null for none.
  [[nodiscard]] const MigrationStep* stray() const {
    const auto& databases = base_.policy().databases;
    for (const MigrationStep& step : steps_) {
      if (step.statements.empty()) continue;
      const std::string own = schemas_.database_of(*step.after);
      const auto is_own = [&](const Policy::Database& database) { return database.cluster == own; };
      if (std::none_of(databases.begin(), databases.end(), is_own)) return &step;
    }
    return nullptr;
  }

 private:
  const Estate& base_;
  const std::deque<MigrationStep>& steps_;
  SchemaHistory& schemas_;
};

void note_unused(const Policy::Database& database, const MigrationStep& step, std::vector<UnreadFile>& into) {
  const auto note = [&](UnreadFile::Use use, const Policy::Pattern& pattern) {
    into.push_back({.use = use,
                    .cause = UnreadFile::Cause::unused,
                    .database = database.cluster,
                    .step = &step,
                    .name = pattern.text,
                    .place = pattern.place});
  };
  for (const Policy::Pattern& pattern : database.schema) note(UnreadFile::Use::schema, pattern);
  for (const Policy::Pattern& pattern : database.queries) note(UnreadFile::Use::queries, pattern);
}

}  // namespace

std::string RunningQuery::text() const {
  if (!query->name.empty()) return query->name;
  return fmt::format("at {}:{}", source->path(), source->position(query->span.begin).line);
}

RunningQueries compare_queries(const Estate& base, Library& library, const std::deque<MigrationStep>& steps,
                               SchemaHistory& schemas) {
  RunningQueries found;
  const Assignment assignment(base, steps, schemas);
  const MigrationStep* stray = assignment.stray();
  for (const Policy::Database& database : base.policy().databases) {
    if (database.schema.empty() && database.queries.empty()) continue;
    if (std::vector<const MigrationStep*> own = assignment.steps_of(database); !own.empty())
      DatabaseQueries(database, std::move(own), schemas, found).run(base, library);
    else if (stray && !assignment.has_landed(database))
      note_unused(database, *stray, found.unread);
  }
  return found;
}

}  // namespace safeops
