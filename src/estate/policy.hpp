#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"
#include "text/time.hpp"
#include "yaml/documents.hpp"

namespace safeops {

enum class Level { note, warning, error };
std::string_view to_string(Level level);
std::optional<Level> parse_level(std::string_view text);  // also "off" is none: see Policy::RuleSetting

// One place an app is promoted through. Environments are ordered: a change reaches them in this order.
struct Environment {
  std::string name;
  std::vector<std::string> paths;       // repository directories or globs; empty: recognised by the usual spellings of `name`
  std::vector<std::string> namespaces;  // Kubernetes namespaces; empty likewise
  bool is_protected = false;            // hard stops bind hardest here
  std::size_t order = 0;                // 0 is first
  text::Place place;                    // of its entry in the policy; none for the defaults
};

// What the team decided, from `.safeops/policy.yaml` of the revision that decides (the base). Every field has its default, so
// a repository without the file is judged too.
struct Policy {
  enum class Mode { enforce, advise };
  // Names files of the repository; see glob_matches.
  struct Pattern {
    std::string text;
    text::Place place;
  };
  struct Database {
    std::string cluster;
    std::vector<std::string> apps;
    std::vector<std::string> migrations;  // directories or globs
    std::vector<Pattern> schema;          // dumps of what stood before the first migration, or stands now
    std::vector<Pattern> queries;         // SQL the apps send
  };
  struct RuleSetting {
    std::optional<Level> level;  // none: the rule is off
    text::Place place;
  };

  const text::Source* source = nullptr;   // null when there is no policy file
  std::vector<yaml::Problem> problems;    // what is wrong with the file itself; the check cannot run on a policy with any
  std::vector<Environment> environments;  // default: develop, staging, production (protected)
  Mode mode = Mode::enforce;
  std::vector<Database> databases;
  text::Seconds rollback_window_minimum = 24 * 3600;
  text::Seconds backup_max_age = 24 * 3600;
  text::Seconds restore_max_age = 30 * 24 * 3600;
  std::size_t approvals_minimum = 1;
  std::vector<std::string> approvers;  // empty: anybody but an author
  bool approvals_signed = false;       // an approval counts only when the commit that brings it is signed by who approves
  std::map<std::string, RuleSetting, std::less<>> rules;

  [[nodiscard]] const Environment* environment(std::string_view name) const;
};

// Reads a policy. A null source gives the defaults. Never throws: see Policy::problems.
Policy read_policy(const text::Source* source, yaml::Documents& documents);

inline constexpr std::string_view policy_path = ".safeops/policy.yaml";

}  // namespace safeops
