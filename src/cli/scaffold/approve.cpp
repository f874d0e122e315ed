#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/revisions.hpp"
#include "cli/scaffold/commands.hpp"
#include "cli/scaffold/draft.hpp"
#include "cli/scaffold/evidence_documents.hpp"
#include "cli/scaffold/page.hpp"
#include "cli/scaffold/plan_named.hpp"
#include "cli/session.hpp"
#include "git/cannot_run.hpp"
#include "rules/approval_count.hpp"
#include "text/digest.hpp"
#include "text/escape.hpp"
#include "text/letter_case.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_commits_read = 1000;  // for their authors

struct Decided {
  const Plan* plan = nullptr;
  bool contract = false;
  std::string decision;
  std::string by;
  text::Seconds at = 0;
};

struct ApprovedFile : FileDigest {
  bool committed = false;  // HEAD has the same bytes
};

void demand_words(const ScaffoldCall& call) {
  if (call.phase != "expand" && call.phase != "contract")
    throw CannotRun(fmt::format("--phase {}: write expand or contract.", call.phase));
  if (call.decision != "go" && call.decision != "no-go")
    throw CannotRun(fmt::format("--decision {}: write go or no-go.", call.decision));
}

std::string who(const ScaffoldCall& call, const git::Repository& repository) {
  const std::string by = call.by.empty() ? repository.configured_identity().email : call.by;
  if (by.empty()) throw CannotRun("Who decides? Set git's user.email, or give --by @handle.");
  if (by == "@" || by != text::visible(by) || by.find(' ') != by.npos)
    throw CannotRun(fmt::format("--by {}: write @handle or an e-mail address.", by));
  return by;
}

std::optional<git::Snapshot> committed(const git::Repository& repository) {
  try {
    return git::Snapshot::of_commit(repository, repository.resolve("HEAD"));
  } catch (const CannotRun&) {
    return {};  // no commit yet
  }
}

class FileReader {
 public:
  FileReader(const Estate& estate, Library& library, std::optional<git::Snapshot> committed)
      : estate_(&estate), library_(&library), committed_(committed) {}

  [[nodiscard]] ApprovedFile read(const std::string& path) const {
    const auto entry = estate_->snapshot().find(path);
    if (!entry || !entry->is_file())
      throw CannotRun(
          fmt::format("{}: the plan names it, and there is no such file in the work tree. Correct the plan first.", path));
    const text::Source& source = library_->sources().get(*entry);
    if (source.bytes().size() != source.size())
      throw CannotRun(fmt::format("{}: {} bytes are more than anybody reviews. Split the migration.", path, source.size()));
    const auto before = committed_ ? committed_->find(path) : std::nullopt;
    return {{.path = path, .sha256 = text::sha256_hex(source.bytes())}, before && before->id == entry->id};
  }

 private:
  const Estate* estate_;
  Library* library_;
  std::optional<git::Snapshot> committed_;
};

std::vector<ApprovedFile> read_files(const Decided& decided, const FileReader& reader) {
  std::vector<ApprovedFile> files{reader.read(decided.plan->source->path())};
  for (const FileReference& file : decided.contract ? decided.plan->contract : decided.plan->expand)
    files.push_back(reader.read(file.path));
  return files;
}

std::vector<std::string> checklist(bool contract) {
  if (!contract)
    return {"the running version of the app works on the expanded schema",
            "every statement may run twice, and waits for no lock for long",
            "the rollback window and its criteria are long and strict enough"};
  return {"the flag is on in every environment", "the rollback window has passed without an incident",
          "a backup was completed after the expand, and a restore was tested", "nothing reads or writes what goes away"};
}

// Nobody has looked yet, so they are only suggested.
std::vector<std::string> to_confirm(const Plan& plan) {
  std::vector<std::string> lines;
  if (!plan.window) return lines;
  for (const std::string& criterion : plan.window->criteria) lines.push_back(criterion + ": what was seen");
  return lines;
}

std::string_view phase_of(const Decided& decided) {
  return decided.contract ? "contract" : "expand";
}

std::string write_approval(const Decided& decided, const std::vector<ApprovedFile>& files) {
  Page page("../../schemas/evidence.json",
            fmt::format("A {} for the {} step of plan {}, and for exactly these bytes: an edit of one of the files voids it.",
                        decided.decision, phase_of(decided), decided.plan->name));
  page.line("apiVersion: safeops.dev/v1alpha1").line("kind: Approval").line("metadata:");
  page.field("name", fmt::format("{}-{}-{}", decided.plan->name, phase_of(decided), file_name_part(decided.by)), 2);
  page.line("spec:").field("plan", decided.plan->name, 2).field("phase", phase_of(decided), 2);
  page.field("decision", decided.decision, 2).field("by", decided.by, 2).field("at", text::format_time(decided.at), 2);
  page.comment("What was looked at: the plan, and every file of the step.", 2)
      .list("files", file_items({files.begin(), files.end()}), 2);
  page.comment("What was made sure of. Strike what was not.", 2).list("checklist", checklist(decided.contract), 2);
  const std::vector<std::string> criteria = decided.contract ? to_confirm(*decided.plan) : std::vector<std::string>{};
  if (!criteria.empty()) page.comment("Each criterion of the rollback window needs a line, with what was seen:", 4);
  page.suggestions(criteria, 4);
  return page.text();
}

void demand_files(const Decided& decided) {
  if (!(decided.contract ? decided.plan->contract : decided.plan->expand).empty()) return;
  throw CannotRun(fmt::format("Plan {} names no {} file, so there is nothing to approve. List them in {} first.",
                              decided.plan->name, phase_of(decided), decided.plan->source->path()));
}

bool is_listed(const Policy& policy, const std::string& by) {
  const auto& from = policy.approvers;
  return from.empty() ||
         std::any_of(from.begin(), from.end(), [&](const std::string& one) { return text::same_ignoring_case(one, by); });
}

bool is_author(const git::Repository& repository, const std::string& by) {
  const auto trunk = repository.default_branch();
  if (!trunk) return false;
  std::vector<git::Identity> people;
  for (const git::Commit& commit : repository.commits_between(*trunk, repository.resolve("HEAD"), most_commits_read)) {
    people.push_back(commit.author);
    people.push_back(commit.committer);
  }
  return rules::is_one_of(by, people);
}

std::string doubts(const git::Repository& repository, const Policy& policy, const Decided& decided,
                   const std::vector<ApprovedFile>& files) {
  std::string text;
  if (!is_listed(policy, decided.by))
    text += fmt::format("  {} is not in approvals.from of {}, so this will not count.\n", text::visible(decided.by), policy_path);
  if (is_author(repository, decided.by))
    text +=
        fmt::format("  {} wrote or committed a part of this branch, so this will not count: somebody else has to look at it.\n",
                    text::visible(decided.by));
  for (const ApprovedFile& file : files)
    if (!file.committed)
      text += fmt::format("  {} is not what HEAD has: commit it as it is now, or this is void.\n", text::visible(file.path));
  return text;
}

}  // namespace

int run_approve(const Arguments& arguments, const Surroundings& surroundings) {
  const ScaffoldCall& call = arguments.scaffold;
  demand_words(call);
  const text::Seconds now = time_to_judge_at(arguments);
  const git::Repository repository = open_repository(arguments, surroundings);
  const WorkTree tree(repository);
  const git::Snapshot snapshot = choose_snapshot(repository, arguments);
  Library library(repository, choose_jobs(arguments));
  const Policy& policy = policy_of(snapshot, library);
  const Estate estate(library, snapshot, policy);
  const Decided decided{.plan = &plan_named(estate, call.plan),
                        .contract = call.phase == "contract",
                        .decision = call.decision,
                        .by = who(call, repository),
                        .at = now};
  demand_files(decided);
  const std::vector<ApprovedFile> files = read_files(decided, FileReader(estate, library, committed(repository)));
  const std::string path =
      fmt::format("{}/approval-{}-{}.yaml", evidence_directory_of(*decided.plan), call.phase, file_name_part(decided.by));
  *surroundings.out
      << write_drafts(tree, {{.path = path, .content = write_approval(decided, files)}, schema_draft("evidence")},
                      {.force = call.force})
      << fmt::format("  {} by {} for {} files\n", decided.decision, text::visible(decided.by), files.size())
      << doubts(repository, policy, decided, files)
      << fmt::format("Next: read the checklist in {}, strike what you did not make sure of, add what you saw, and commit it.\n",
                     path);
  return 0;
}

}  // namespace safeops
