#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "estate/resource.hpp"
#include "text/source.hpp"
#include "text/time.hpp"
#include "yaml/node.hpp"

namespace safeops {

// A file named in a document, and where it is named.
struct FileReference {
  std::string path;
  text::Place place;
};

// kind MigrationPlan, `.safeops/plans/*.yaml`: what ties expand files, contract files, app, database, flag, window and owner.
struct Plan {
  std::string name;
  const text::Source* source = nullptr;
  const yaml::Node* root = nullptr;
  std::string app;
  std::string app_version;  // the first that needs what expand adds; "" when not said
  std::string database;
  std::vector<FileReference> expand;
  std::vector<FileReference> contract;
  std::optional<FlagName> flag;
  struct Window {
    std::optional<text::Seconds> duration;
    std::vector<std::string> criteria;
    std::vector<std::string> alerts;
    text::Place place;
  };
  std::optional<Window> window;  // none: the plan has no rollbackWindow
  std::string owner;             // spec.rollback.owner

  [[nodiscard]] text::Place place() const;                         // metadata.name
  [[nodiscard]] text::Place field(std::string_view dotted) const;  // the field, else its nearest parent
  [[nodiscard]] bool expands(std::string_view path) const;
  [[nodiscard]] bool contracts(std::string_view path) const;
};

// A plan, policy or evidence document that does not meet its schema, or names what does not exist.
struct DocumentProblem {
  text::Place place;
  std::string message;  // one sentence with a "did you mean" where one helps
};

}  // namespace safeops
