#include "cli/revisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "estate/safeops_documents.hpp"
#include "git/cannot_run.hpp"
#include "git/contributors.hpp"
#include "git/empty_tree.hpp"
#include "yaml/documents.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_commits_read = 1000;  // for their authors

// One end of a comparison.
struct End {
  std::optional<git::Oid> commit;
  git::Oid tree;
  std::string name;
};

End at_commit(const git::Repository& repository, const git::Oid& id, std::string_view called) {
  const std::string name =
      called.empty() || id.hex().starts_with(called) ? id.short_hex() : fmt::format("{} ({})", id.short_hex(), called);
  return {id, repository.commit(id).tree, name};
}

End nothing() {
  return {.commit = {}, .tree = git::empty_tree, .name = "nothing"};
}

// The event GitHub Actions ran for, as the JSON it left behind.
class Event {
 public:
  explicit Event(const Surroundings& surroundings) {
    const auto path = surroundings.variable("GITHUB_EVENT_PATH");
    if (!path) return;
    std::ifstream in(*path, std::ios::binary);
    std::stringstream content;
    content << in.rdbuf();
    source_ = std::make_unique<text::Source>(*path, git::Oid{}, git::Mode::regular, content.str(), content.str().size());
    file_ = yaml::parse(*source_);
  }

  [[nodiscard]] std::string_view text(std::string_view dotted) const {
    return file_.documents.empty() ? std::string_view{} : file_.documents.front().root.at(dotted).text();
  }

 private:
  std::unique_ptr<text::Source> source_;
  yaml::File file_;
};

bool is_zero(std::string_view id) {
  return id.empty() || id.find_first_not_of('0') == id.npos;
}

struct Ends {
  End base;
  End head;
};

class Chooser {
 public:
  Chooser(const git::Repository& repository, const Arguments& arguments, const Surroundings& surroundings)
      : repository_(&repository), arguments_(&arguments), surroundings_(&surroundings) {}

  [[nodiscard]] Ends choose() const {
    const bool asked = !arguments_->base.empty() || !arguments_->head.empty() || arguments_->staged || arguments_->worktree;
    if (!asked && surroundings_->variable("GITHUB_ACTIONS") == "true") {
      if (auto ends = from_event()) return *ends;
    }
    End head = head_asked_for();
    return {base_for(head), std::move(head)};
  }

 private:
  [[nodiscard]] End named(std::string_view revision) const {
    return at_commit(*repository_, repository_->resolve(revision), revision);
  }

  [[nodiscard]] End head_asked_for() const {
    if (!arguments_->head.empty()) return named(arguments_->head);
    if (arguments_->staged) return {.commit = {}, .tree = repository_->index_tree(), .name = "the index"};
    if (repository_->is_bare()) return named("HEAD");
    return {.commit = {}, .tree = repository_->worktree_tree(), .name = "the work tree"};
  }

  // The commit the head grows from: itself, or for the index and the work tree HEAD.
  [[nodiscard]] std::optional<git::Oid> tip_of(const End& head) const {
    if (head.commit) return head.commit;
    try {
      return repository_->resolve("HEAD");
    } catch (const CannotRun&) {
      return {};  // no commit yet
    }
  }

  [[nodiscard]] End base_for(const End& head) const {
    if (!arguments_->base.empty()) return named(arguments_->base);
    const auto tip = tip_of(head);
    if (!tip) return nothing();
    const auto trunk = repository_->default_branch();
    if (!trunk) {
      throw CannotRun(
          "There is no default branch to compare with (origin/HEAD, main or master); say where the change starts: --base REV.");
    }
    if (*trunk == *tip && head.commit) return parent_of(*tip);
    return at_commit(*repository_, repository_->merge_base(*trunk, *tip), "");
  }

  [[nodiscard]] End parent_of(const git::Oid& commit) const {
    const auto parents = repository_->commit(commit).parents;
    return parents.empty() ? nothing() : at_commit(*repository_, repository_->resolve(commit.hex() + "^1"), "");
  }

  [[nodiscard]] std::optional<Ends> from_event() const {
    const std::string name = surroundings_->variable("GITHUB_EVENT_NAME").value_or("");
    const Event event(*surroundings_);
    if (name == "pull_request" || name == "pull_request_target" || name == "pull_request_review") return from_pull_request(event);
    if (name == "merge_group") return Ends{named(event.text("merge_group.base_sha")), named(event.text("merge_group.head_sha"))};
    if (name == "push" && !is_zero(event.text("after"))) return from_push(event);
    return {};
  }

  // HEAD is the merge of the pull request into its base; its first parent is the base as it was then. The base named in the event
  // may be hours old.
  [[nodiscard]] Ends from_pull_request(const Event& event) const {
    End head = named("HEAD");
    if (repository_->commit(*head.commit).parents.size() >= 2) return {named("HEAD^1"), std::move(head)};
    const std::string base = fmt::format("origin/{}", event.text("pull_request.base.ref"));
    const git::Oid fork = repository_->merge_base(repository_->resolve(base), *head.commit);
    return {at_commit(*repository_, fork, ""), std::move(head)};
  }

  [[nodiscard]] Ends from_push(const Event& event) const {
    End head = named(event.text("after"));
    if (!is_zero(event.text("before"))) return {named(event.text("before")), std::move(head)};
    return {base_for(head), std::move(head)};
  }

  const git::Repository* repository_;
  const Arguments* arguments_;
  const Surroundings* surroundings_;
};

// The schemas come with the first proof, for editors; nothing here reads them.
bool brings_proofs_only(std::string_view path) {
  return is_evidence(path) || path.starts_with(".safeops/schemas/");
}

// Who approves commits the approval, and may press the button that merges: neither makes them an author of the change. Looking
// into a merge costs, so that of many only the newest are.
class Writers {
 public:
  explicit Writers(const git::Repository& repository) : repository_(&repository) {}

  bool wrote(const git::Commit& commit) {
    if (git::changes_only(*repository_, commit, ".safeops", brings_proofs_only)) return false;
    if (commit.parents.size() < 2 || merges_left_ == 0) return true;
    --merges_left_;
    return !git::only_merges(*repository_, commit);
  }

 private:
  const git::Repository* repository_;
  std::size_t merges_left_ = 20;
};

}  // namespace

std::vector<git::Identity> authors_between(const git::Repository& repository, const std::optional<git::Oid>& base,
                                           const git::Oid& head) {
  std::set<git::Identity> people;
  const auto add = [&](const git::Commit& commit) {
    for (git::Identity& person : git::contributors(repository, commit)) people.insert(std::move(person));
  };
  if (!base) add(repository.commit(head));
  if (base) {
    Writers writers(repository);
    for (const git::Commit& commit : repository.commits_between(*base, head, most_commits_read))
      if (writers.wrote(commit)) add(commit);
  }
  return {people.begin(), people.end()};
}

Revisions choose_revisions(const git::Repository& repository, const Arguments& arguments, const Surroundings& surroundings) {
  Ends ends = Chooser(repository, arguments, surroundings).choose();
  Revisions revisions;
  revisions.authors = [&repository, base = ends.base.commit, head = ends.head.commit] {
    return head ? authors_between(repository, base, *head) : std::vector{repository.configured_identity()};
  };
  revisions.base_commit = ends.base.commit;
  revisions.head_commit = ends.head.commit;
  revisions.base_tree = ends.base.tree;
  revisions.head_tree = ends.head.tree;
  revisions.base_name = std::move(ends.base.name);
  revisions.head_name = std::move(ends.head.name);
  return revisions;
}

}  // namespace safeops
