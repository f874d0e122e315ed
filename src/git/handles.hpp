#pragma once

#include <git2.h>
#include <git2/sys/hashsig.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

#include <cstring>
#include <memory>
#include <string>

#include "git/cannot_run.hpp"
#include "git/object.hpp"

// libgit2 behind owning pointers. Internal to this layer (and to the test harness).
namespace safeops::git {

template <auto release>
struct Release {
  template <typename Raw>
  void operator()(Raw* raw) const {
    release(raw);
  }
};

using CommitHandle = std::unique_ptr<git_commit, Release<git_commit_free>>;
using ConfigHandle = std::unique_ptr<git_config, Release<git_config_free>>;
using DiffHandle = std::unique_ptr<git_diff, Release<git_diff_free>>;
using HashsigHandle = std::unique_ptr<git_hashsig, Release<git_hashsig_free>>;
using IndexHandle = std::unique_ptr<git_index, Release<git_index_free>>;
using ObjectHandle = std::unique_ptr<git_object, Release<git_object_free>>;
using OdbHandle = std::unique_ptr<git_odb, Release<git_odb_free>>;
using OdbObjectHandle = std::unique_ptr<git_odb_object, Release<git_odb_object_free>>;
using ReferenceHandle = std::unique_ptr<git_reference, Release<git_reference_free>>;
using RepositoryHandle = std::unique_ptr<git_repository, Release<git_repository_free>>;
using SignatureHandle = std::unique_ptr<git_signature, Release<git_signature_free>>;
using TreeHandle = std::unique_ptr<git_tree, Release<git_tree_free>>;

// Passes a handle as an output parameter: `git_commit_lookup(Out(commit), ...)`. The handle is set at the end of the full
// expression, so it cannot be used in the rest of the same condition.
template <typename Handle>
class Out {
 public:
  explicit Out(Handle& handle) : handle_(handle) {}
  ~Out() { handle_.reset(raw_); }
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;
  operator typename Handle::pointer *() { return &raw_; }

 private:
  Handle& handle_;
  typename Handle::pointer raw_ = nullptr;
};

inline Oid to_oid(const git_oid& raw) {
  Oid id;
  std::memcpy(id.bytes.data(), raw.id, id.bytes.size());
  return id;
}

inline git_oid to_raw(const Oid& id) {
  git_oid raw;
  std::memcpy(raw.id, id.bytes.data(), id.bytes.size());
  return raw;
}

// Starts libgit2, once per process.
void start_library();

// What libgit2 said about its last failure; "" when it said nothing.
std::string library_error();

// The exception for a failed call: `what`, then what libgit2 said.
CannotRun failure(const std::string& what, CannotRun::Reason reason = CannotRun::Reason::inspection);

}  // namespace safeops::git
