#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/source.hpp"
#include "yaml/node.hpp"

namespace safeops::yaml {

// What one file may ask of us. Past any of these the document is not loaded and a Problem says which.
struct Limits {
  std::size_t depth = 100;        // nested collections
  std::size_t nodes = 250'000;    // per file, alias copies counted
  std::size_t aliases = 10'000;   // per file
  std::size_t documents = 5'000;  // per file
};

struct Problem {
  enum class Kind { syntax, duplicate_key, limit };
  Kind kind;
  text::Place place;
  std::string message;  // one sentence, lower-case start, no path: "key `spec` is given twice (first on line 3)"
};

struct Document {
  Node root;  // missing for an empty or comment-only document
  text::Place place;
};

// One YAML (or JSON) file. A document with a problem of kind syntax or limit is left out of `documents`; the others stay.
// A duplicate key is a problem, and the document is kept with the last value, as Kubernetes' decoders would take it.
struct File {
  const text::Source* source = nullptr;
  std::vector<Document> documents;
  std::vector<Problem> problems;
};

// Parses one text. Never throws, never recurses deeper than the limits. An unreadable source gives no documents and no problem
// (text::Source says why).
File parse(const text::Source& source, const Limits& limits = {});

// Every file that was parsed, once per Source. Several threads may use it at once.
class Documents {
 public:
  const File& get(const text::Source& source);
  // Parses those not parsed yet, on up to `jobs` threads. Results do not depend on `jobs`.
  void prefetch(const std::vector<const text::Source*>& sources, unsigned jobs);

 private:
  [[nodiscard]] const File* find(const text::Source& source) const;

  mutable std::mutex mutex_;
  std::unordered_map<const text::Source*, std::unique_ptr<const File>> files_;
};

}  // namespace safeops::yaml
