#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "change/deployments.hpp"
#include "change/lost_sql.hpp"
#include "change/rollback_window.hpp"
#include "change/statement_facts.hpp"
#include "estate/directive.hpp"
#include "estate/estate.hpp"
#include "estate/reviews.hpp"
#include "git/history.hpp"
#include "git/signature.hpp"
#include "git/snapshot.hpp"
#include "sql/script.hpp"
#include "sql/transaction.hpp"
#include "text/traps.hpp"

namespace safeops {

// A file of the change that the gate must understand: SQL of a migration, a manifest Flux reads, a document of .safeops.
struct WatchedFile {
  enum class Kind { migration, manifest, safeops, attributes, workflow };
  Kind kind;
  const git::FileChange* file = nullptr;
  const text::Source* base = nullptr;     // null when added
  const text::Source* head = nullptr;     // null when removed
  const yaml::File* yaml = nullptr;       // of head, for .safeops documents and manifests; not of a generated object's content
  const yaml::File* base_yaml = nullptr;  // of base, likewise
  const Migration* migration = nullptr;   // of head, when the whole file is one
  bool deployed = false;                  // a unit reads it, at base or at head; true for migrations and .safeops documents
  std::vector<text::Trap> traps;          // of head, those on lines this change adds or edits

  [[nodiscard]] const std::string& path() const { return file->path(); }
  [[nodiscard]] text::Place first_line() const;  // of head, else of base
  // The first line that is new or edited, of head; where nothing was added, the line at head that follows what was taken out.
  [[nodiscard]] text::Place first_changed_line() const;
};

// A `safeops:allow` comment in a file this change touches.
struct Allowance {
  AllowComment comment;
  bool is_new = false;  // not in the file at base
};

// A new line of a .gitattributes file that hides files the gate watches.
struct NewAttribute {
  HidingAttribute attribute;
  std::string example;  // a watched path it matches
};

class SchemaHistory;
struct MigrationStep;
struct RunningQueries;

// One thing a new statement does, with everything needed to judge it.
struct SchemaEffect {
  const MigrationStep* step = nullptr;
  const sql::Statement* statement = nullptr;
  const sql::Effect* effect = nullptr;
  const StatementFacts* facts = nullptr;  // of the statement; never null
  sql::Name stood_as;                     // the relation or type it is about, by the whole name it had at base
  bool on_new_object = false;  // what it is about is made by this same change, or never was: dropping or altering it harms nobody
  bool recreated = false;      // what it takes away, the running version finds again when the change is through
  text::Place place;

  [[nodiscard]] bool is_contract() const { return !on_new_object && !recreated && effect->phase() == sql::Phase::contract; }
  [[nodiscard]] bool is_expand() const { return effect->phase() == sql::Phase::expand; }
};

// A migration this change adds, edits, moves or removes.
struct MigrationStep {
  const Migration* before = nullptr;                       // null: new
  const Migration* after = nullptr;                        // null: removed
  const Plan* plan = nullptr;                              // of head: the plan that names the file; null for none
  sql::DeclaredPhase declared = sql::DeclaredPhase::none;  // by the plan, else by name or header comment
  bool declared_by_plan = false;
  std::deque<StatementFacts> statements;  // those that are new against `before`, in order; up direction only
  std::vector<SchemaEffect> effects;      // of these statements
  const Cluster* server = nullptr;        // of head: the one whose major counts; null where no Cluster names one
  bool schema_lost = false;               // what it runs on is past the limits of what is replayed: nothing is concluded from it
  sql::Transactions transactions;         // of all statements of `after`; empty where none is new

  [[nodiscard]] const Migration& migration() const { return after ? *after : *before; }
  // What one of `statements` runs in.
  [[nodiscard]] const sql::Enclosure& enclosure(const StatementFacts& facts) const {
    return transactions.of(after->script(), *facts.statement);
  }
  [[nodiscard]] bool is_new() const { return !before; }
  [[nodiscard]] bool in_contract() const { return declared == sql::DeclaredPhase::contract; }
  [[nodiscard]] const SchemaEffect* first_contract() const;  // null when nothing is
  [[nodiscard]] const SchemaEffect* first_expand() const;
  [[nodiscard]] bool changes_schema() const;  // any contract, expand or unknown effect
};

// The version an app runs changes in one environment, or its pods roll with another generated configuration.
struct Release {
  const Workload* before = nullptr;  // never null: a workload that is new is not a release
  const Workload* after = nullptr;   // never null
  Artifact from;
  Artifact to;  // `to.place` is the line that says so

  [[nodiscard]] const std::string& app() const { return after->app; }
  [[nodiscard]] const Environment* environment() const { return after->environment(); }
  [[nodiscard]] bool is_version() const;                           // another version of the app, not only its configuration
  [[nodiscard]] bool on_database(std::string_view cluster) const;  // "" is any database at all
  [[nodiscard]] std::string text() const;                          // "backend in production: image 1.4.0 -> 1.5.0"; safe to print
};

// A flag has another value in one environment. A flag that is new and off is none; new and on is one.
struct FlagFlip {
  FlagName name;
  const Flag* before = nullptr;  // null: the key is new
  const Flag* after = nullptr;   // null: the key is gone

  [[nodiscard]] bool turns_on() const { return after && after->on && !(before && before->on); }
  [[nodiscard]] bool turns_off() const { return before && before->on && !(after && after->on); }
  [[nodiscard]] const Environment* environment() const { return (after ? after : before)->environment(); }
  [[nodiscard]] text::Place place() const { return (after ? after : before)->place; }
};

// One object in both revisions; equal ones are left out.
struct ResourceChange {
  const Resource* before = nullptr;  // null: new
  const Resource* after = nullptr;   // null: removed
};
struct ClusterChange {
  const Cluster* before = nullptr;
  const Cluster* after = nullptr;
  const Cluster* renamed_to = nullptr;  // when removed: a cluster new in the same environment that took its place
};
struct ScheduledBackupChange {
  const ScheduledBackup* before = nullptr;
  const ScheduledBackup* after = nullptr;
};

// What is known of the databases beside what the repository says.
struct Target {
  int postgres_major = 0;   // of the server migrations are meant for; 0: what the Clusters say
  bool rows_known = false;  // the landed migrations put in all the rows there are
};

// What was asked for, beside the two revisions.
struct Question {
  std::optional<git::Oid> base_commit;                  // tip of the base branch's history; none for a repository without commits
  std::function<std::vector<git::Identity>()> authors;  // everybody who wrote the change; asked when a proof has to be judged
  text::Seconds now = 0;                                // evidence is judged fresh or stale against this
  Target target;
  std::vector<Review> reviews;                     // of exactly the head; see Review
  const git::SignedFiles* signed_files = nullptr;  // who signed the files of the head; null: nobody can tell
};

// Base against head: all that rules may ask. Immutable; parts are worked out when first asked for.
class Change {
 public:
  Change(const Estate& base, const Estate& head, Library& library, Question question);
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;
  ~Change();

  [[nodiscard]] const Estate& base() const;
  [[nodiscard]] const Estate& head() const;
  [[nodiscard]] const Policy& policy() const { return base().policy(); }
  [[nodiscard]] text::Seconds now() const;
  [[nodiscard]] const std::vector<git::Identity>& authors() const;
  [[nodiscard]] const std::vector<Review>& reviews() const;
  // Who signed a file of the head, by the signers that the base trusts.
  [[nodiscard]] git::SignatureCheck signature_of(std::string_view path) const;

  [[nodiscard]] const std::vector<git::FileChange>& files() const;
  [[nodiscard]] const git::FileChange* file(std::string_view path) const;  // by head path, else base path; null: unchanged
  [[nodiscard]] const std::vector<WatchedFile>& watched() const;
  [[nodiscard]] bool touches(const text::Source* source) const;  // the file it was read from differs between base and head

  [[nodiscard]] const std::vector<Allowance>& allowances() const;
  [[nodiscard]] const std::vector<NewAttribute>& new_attributes() const;

  [[nodiscard]] SchemaHistory& schemas() const;
  [[nodiscard]] const std::deque<MigrationStep>& migrations() const;
  // What the new migrations do to the queries that the policy names.
  [[nodiscard]] const RunningQueries& running_queries() const;
  // New up-direction effects of one kind on objects that existed before; `target` narrows a rename or drop.
  [[nodiscard]] std::vector<const SchemaEffect*> effects(sql::Effect::Kind kind) const;
  // Every new effect after which the running version may break, and every new one that only adds.
  [[nodiscard]] std::vector<const SchemaEffect*> contracts() const;
  [[nodiscard]] std::vector<const SchemaEffect*> expands() const;

  [[nodiscard]] const std::vector<Release>& releases() const;
  [[nodiscard]] std::vector<const Release*> releases_on(std::string_view cluster) const;  // "" is any database
  [[nodiscard]] const std::vector<FlagFlip>& flag_flips() const;
  [[nodiscard]] const std::vector<ResourceChange>& resources() const;
  [[nodiscard]] const std::vector<ClusterChange>& clusters() const;
  [[nodiscard]] const std::vector<ScheduledBackupChange>& scheduled_backups() const;

  // The plans with a contract (an expand) file among the migrations this change brings, each once, by name.
  [[nodiscard]] std::vector<const Plan*> plans_contracting() const;
  [[nodiscard]] std::vector<const Plan*> plans_expanding() const;
  // Plans this change adds or edits, and those whose migrations it brings.
  [[nodiscard]] std::vector<const Plan*> plans_touched() const;

  // When something landed on the base branch. None: it has not, or history does not say (see history_truncated).
  [[nodiscard]] std::optional<git::Commit> landed(std::string_view path) const;
  [[nodiscard]] std::optional<git::Commit> expand_landed(
      const Plan& plan) const;  // the last of its expand files; none unless all have
  [[nodiscard]] bool history_truncated() const;
  // Of a plan of head (or base), as the base branch's history has it. Without a history nothing has landed.
  [[nodiscard]] const RollbackWindow& rollback_window(const Plan& plan) const;
  // The deployments of one subject on the base branch; null for a repository without commits.
  [[nodiscard]] Deployments* deployments(const DeploymentSubject& subject) const;
  // SQL that the base branch has had, and has no more as it was. Without a history none.
  [[nodiscard]] const std::deque<LostSql>& lost_sql() const;
  [[nodiscard]] const git::History* history() const;  // null for a repository without commits

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace safeops
