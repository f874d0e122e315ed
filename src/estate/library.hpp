#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "estate/plan.hpp"
#include "estate/policy.hpp"
#include "flux/delivery.hpp"
#include "git/repository.hpp"
#include "sql/script.hpp"
#include "text/source.hpp"
#include "yaml/documents.hpp"

namespace safeops {

// Everything that was read and parsed in this run, shared by all revisions: a blob at a path is read once, parsed once, and an
// overlay whose inputs are the same in two revisions is rendered once. Must outlive every Estate made from it.
class Library {
 public:
  Library(const git::Repository& repository, unsigned jobs);
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  [[nodiscard]] const git::Repository& repository() const { return *repository_; }
  [[nodiscard]] text::Sources& sources() { return sources_; }
  [[nodiscard]] yaml::Documents& documents() { return documents_; }
  [[nodiscard]] flux::Renderer& renderer() { return renderer_; }
  [[nodiscard]] unsigned jobs() const { return jobs_; }

  // The policy in a file; of none the defaults.
  const Policy& policy(const text::Source* source);
  // What is wrong with a document by the schema of that name, of which each document has one.
  const std::vector<DocumentProblem>& problems(const yaml::Node& document, std::string_view schema);
  // The script in a whole file.
  const sql::Script& script(const text::Source& source);
  // The script in a text that stands in a manifest, kept by the text.
  const sql::Script& script(std::string_view text, std::string_view name);

 private:
  const git::Repository* repository_;
  unsigned jobs_;
  text::Sources sources_;
  yaml::Documents documents_;
  flux::Renderer renderer_;
  std::unordered_map<const text::Source*, Policy> policies_;
  std::unordered_map<const yaml::Node*, std::vector<DocumentProblem>> problems_;
  std::unordered_map<const text::Source*, std::unique_ptr<sql::Script>> by_source_;
  std::unordered_map<std::string, std::unique_ptr<sql::Script>> by_text_;
};

}  // namespace safeops
