#include "git/renames.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "git/handles.hpp"

namespace safeops::git {
namespace {

constexpr std::size_t max_pairs = 400 * 400;  // git's diff.renameLimit, squared as git does
constexpr std::uint64_t max_similar_bytes = 1024 * 1024;
constexpr std::uint64_t max_read_bytes = 32 * 1024 * 1024;  // in one search
constexpr int least_similarity = 50;

std::string_view file_name(const Entry& entry) {
  const std::string_view path = entry.path;
  return path.substr(path.rfind('/') + 1);
}

void join(FileChange& removed, FileChange& added) {
  added.base = std::move(removed.base);
  removed.base.reset();
}

void forget_joined(std::vector<FileChange>& changes) {
  std::erase_if(changes, [](const FileChange& change) { return !change.base && !change.head; });
}

// Of several removed files with the same content, the one that kept its name is the one that moved.
void join_same_content(std::vector<FileChange>& changes) {
  std::map<std::pair<Oid, Mode>, std::vector<FileChange*>> removed;
  for (FileChange& change : changes)
    if (change.removed()) removed[{change.base->id, change.base->mode}].push_back(&change);
  for (FileChange& change : changes) {
    if (!change.added()) continue;
    const auto found = removed.find({change.head->id, change.head->mode});
    if (found == removed.end() || found->second.empty()) continue;
    std::vector<FileChange*>& candidates = found->second;
    const auto same_name = std::find_if(candidates.begin(), candidates.end(), [&](const FileChange* candidate) {
      return file_name(*candidate->base) == file_name(*change.head);
    });
    const auto chosen = same_name == candidates.end() ? candidates.begin() : same_name;
    join(**chosen, change);
    candidates.erase(chosen);
  }
  forget_joined(changes);
}

struct Candidate {
  FileChange* change;
  std::uint64_t size;
  HashsigHandle signature;
};

class SimilaritySearch {
 public:
  SimilaritySearch(const Repository& repository, std::vector<FileChange>& changes) : repository_(&repository) {
    for (FileChange& change : changes) {
      if (change.removed() && change.base->is_file()) removed_.push_back(&change);
      if (change.added() && change.head->is_file()) added_.push_back(&change);
    }
  }

  void join_most_similar() {
    if (removed_.empty() || added_.empty() || removed_.size() > max_pairs / added_.size()) return;
    const std::vector<Candidate> from = candidates(removed_);
    const std::vector<Candidate> to = candidates(added_);
    std::vector<Pair> pairs;
    for (const Candidate& removed : from)
      for (const Candidate& added : to)
        if (const int score = similarity(removed, added); score >= least_similarity)
          pairs.push_back(
              {score, file_name(*removed.change->base) == file_name(*added.change->head), removed.change, added.change});
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& one, const Pair& two) {
      return std::tie(one.score, one.same_name) > std::tie(two.score, two.same_name);
    });
    for (const Pair& pair : pairs)
      if (pair.removed->base && !pair.added->base) join(*pair.removed, *pair.added);
  }

 private:
  struct Pair {
    int score;
    bool same_name;
    FileChange* removed;
    FileChange* added;
  };

  std::vector<Candidate> candidates(const std::vector<FileChange*>& changes) {
    std::vector<Candidate> candidates;
    for (FileChange* change : changes) {
      const Entry& entry = change->base ? *change->base : *change->head;
      const std::uint64_t size = repository_->blob_size(entry.id);
      if (size > max_similar_bytes || read_ + size > max_read_bytes) continue;
      read_ += size;
      if (HashsigHandle signature = sign(entry)) candidates.push_back({change, size, std::move(signature)});
    }
    return candidates;
  }

  [[nodiscard]] HashsigHandle sign(const Entry& entry) const {
    HashsigHandle signature;
    const std::string content = repository_->read_blob(entry.id);
    const auto options = static_cast<git_hashsig_option_t>(GIT_HASHSIG_SMART_WHITESPACE | GIT_HASHSIG_ALLOW_SMALL_FILES);
    if (content.empty() || git_hashsig_create(Out(signature), content.data(), content.size(), options) < 0) return nullptr;
    return signature;
  }

  static int similarity(const Candidate& one, const Candidate& two) {
    if (std::min(one.size, two.size) * 100 < std::max(one.size, two.size) * least_similarity) return 0;
    return git_hashsig_compare(one.signature.get(), two.signature.get());
  }

  const Repository* repository_;
  std::vector<FileChange*> removed_;
  std::vector<FileChange*> added_;
  std::uint64_t read_ = 0;
};

}  // namespace

void pair_renames(const Repository& repository, std::vector<FileChange>& changes) {
  join_same_content(changes);
  SimilaritySearch(repository, changes).join_most_similar();
  forget_joined(changes);
}

}  // namespace safeops::git
