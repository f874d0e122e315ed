#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <ostream>
#include <sstream>

#include "cli/session.hpp"
#include "estate/dialect.hpp"
#include "gate/gate.hpp"
#include "git/cannot_run.hpp"
#include "report/statements.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

// Files are judged as a repository of their own would be: what stands before is its base, what is asked about its change.
constexpr std::string_view folder = "migrations/";
constexpr std::size_t number_width = 8;

constexpr const char* one_database = R"(apiVersion: safeops.dev/v1alpha1
kind: Policy
databases:
  - cluster: database
    migrations: ["**"]
)";

using Files = std::map<std::string, std::string, std::less<>>;

std::string read_stream(std::istream& in) {
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::string read_file(const std::string& path) {
  if (path == "-") return read_stream(std::cin);
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    throw CannotRun(fmt::format("{} is a directory: name the SQL files in it.", path));
  std::ifstream in(path, std::ios::binary);
  if (!in) throw CannotRun(fmt::format("{}: the file cannot be read.", path));
  return read_stream(in);
}

// The path of a file in the repository made for it: a number that keeps the order of the call, then the name as it was given,
// which tells framework and direction.
std::string path_in_tree(std::size_t number, const std::string& given) {
  std::string path = fmt::format("{}{:0{}}", folder, number, number_width);
  std::string_view rest = given == "-" ? std::string_view("stdin.sql") : std::string_view(given);
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string_view part = rest.substr(0, slash);
    if (!part.empty() && part != "." && part != ".." && part != ".git") path += fmt::format("/{}", part);
    rest.remove_prefix(slash == rest.npos ? rest.size() : slash + 1);
  }
  return path.ends_with(".sql") ? path : path + ".sql";
}

Files tree_of(const std::vector<std::string>& paths, std::size_t first) {
  Files files;
  for (std::size_t i = 0; i < paths.size(); ++i) files.emplace(path_in_tree(first + i, paths[i]), read_file(paths[i]));
  return files;
}

// Files that are another database's version of one that is among them.
void leave_out_others(std::vector<std::string>& files, std::ostream& notes) {
  for (const DialectFile& other : find_other_dialects(files)) {
    std::erase(files, other.path);
    notes << fmt::format("safeops-check: {} is left out: {}\n", text::visible(other.path),
                         other.database.empty() ? "a file of that name stands for PostgreSQL in its place"
                                                : fmt::format("by its name it is for {}", other.database));
  }
}

// Rules about what SQL does, and those that say it could not be read.
std::vector<std::string> sql_rules() {
  std::vector<std::string> ids;
  for (const RuleEntry& rule : all_rules()) {
    if (rule.rule->advice) continue;
    const bool about_text = rule.id.find("-sql") != rule.id.npos || rule.id == "gate-parser-blinded" ||
                            rule.id == "gate-limits-exceeded" || rule.id == "gate-invisible-text" ||
                            rule.id == "gate-unsupported-syntax";
    if (rule.area == "schema" || rule.area == "lock" || about_text) ids.emplace_back(rule.id);
  }
  return ids;
}

// One repository with the files that stand before, asked about one set of files after another.
class SqlSession {
 public:
  SqlSession(const Arguments& arguments, bool color)
      : arguments_(&arguments),
        color_(color),
        repository_(git::Repository::in_memory()),
        library_(repository_, choose_jobs(arguments)),
        policy_(library_.sources().adopt("policy.yaml", one_database)),
        schema_(tree_of(arguments.schemas, 0)),
        before_(library_, {repository_, repository_.write_tree(schema_)}, library_.policy(&policy_)) {}

  // Judges `paths` as one change; adds to the answer and to the exit code.
  void judge(const std::vector<std::string>& paths) {
    Files head = schema_;
    head.merge(tree_of(paths, schema_.size() + 1));
    const Estate after(library_, {repository_, repository_.write_tree(head)}, before_.policy());
    const Change change(before_, after, library_, {.target = {.postgres_major = arguments_->postgres, .rows_known = true}});
    Verdict verdict = safeops::judge(change, library_, {.fail_on = arguments_->fail_on, .only = sql_rules()});
    for (Judged& judged : verdict.findings)
      for (std::string* text : {&judged.finding.what, &judged.finding.why, &judged.finding.next})
        *text = with_names(*text, paths);
    const PathNames names = [&](std::string_view path) { return given_name(path, paths); };
    answers_.push_back(arguments_->json ? write_statements_json(change, verdict, names)
                                        : write_statements_text(change, verdict, names, color_));
    exit_code_ = std::max(exit_code_, verdict.exit_code());
  }

  void print(std::ostream& out) const {
    std::string all;
    for (const std::string& answer : answers_) {
      if (answer.empty()) continue;
      all += (all.empty() ? "" : arguments_->json ? ",\n" : "\n") + answer;
    }
    if (arguments_->json) all = all.empty() ? "[]\n" : "[\n" + all + "\n]\n";
    out << all;
  }
  [[nodiscard]] int exit_code() const { return exit_code_; }

 private:
  // The file that was given under that number; null when there is none.
  [[nodiscard]] const std::string* given(std::string_view digits, const std::vector<std::string>& paths) const {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return nullptr;
    if (number < schema_.size()) return &arguments_->schemas[number];
    const std::size_t at = number - schema_.size() - 1;
    return number > schema_.size() && at < paths.size() ? &paths[at] : nullptr;
  }

  [[nodiscard]] const std::string& given_name(std::string_view path, const std::vector<std::string>& paths) const {
    return *given(path.substr(folder.size(), number_width), paths);
  }

  // A sentence with the files called as they were given.
  [[nodiscard]] std::string with_names(std::string text, const std::vector<std::string>& paths) const {
    constexpr std::size_t root = folder.size() + number_width + 1;
    for (std::size_t at = text.find(folder); at != text.npos && at + root <= text.size(); at = text.find(folder, at + 1)) {
      const std::string_view digits = std::string_view(text).substr(at + folder.size(), number_width);
      const std::string* name = given(digits, paths);
      if (!name) continue;
      const std::string path = path_in_tree(0, *name);
      const std::size_t kept = path.size() - root;
      if (text.compare(at + root, kept, path, root, kept) == 0) text.replace(at, root + kept, *name);
    }
    return text;
  }

  const Arguments* arguments_;
  bool color_;
  git::Repository repository_;
  Library library_;
  const text::Source& policy_;
  Files schema_;
  Estate before_;
  std::vector<std::string> answers_;
  int exit_code_ = 0;
};

}  // namespace

int run_sql(const Arguments& given, const Surroundings& surroundings) {
  Arguments arguments = given;
  leave_out_others(arguments.files, *surroundings.err);
  leave_out_others(arguments.schemas, *surroundings.err);
  SqlSession session(arguments, wants_color(arguments, surroundings));
  if (arguments.each)
    for (const std::string& path : arguments.files) session.judge({path});
  else
    session.judge(arguments.files);
  session.print(*surroundings.out);
  return session.exit_code();
}

}  // namespace safeops
