#include "cases/case_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "cli/cli.hpp"
#include "text/time.hpp"
#include "yaml/documents.hpp"

namespace safeops::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view base_time = "2026-01-05T10:00:00Z";
constexpr std::string_view head_time = "2026-03-01T10:00:00Z";

void read_settings(const fs::path& file, CaseFolder& into) {
  if (!fs::exists(file)) return;
  const std::string content = read_file(file);
  const text::Source source(file.string(), {}, git::Mode::regular, content, content.size());
  const yaml::File parsed = yaml::parse(source);
  if (parsed.documents.empty() || !parsed.problems.empty())
    throw std::runtime_error(file.string() + ": is not one YAML document");
  for (const auto& [key, value] : parsed.documents.front().root.members()) {
    if (key.text() == "layout") {
      into.layout = std::string(value.text());
    } else if (key.text() == "now") {
      into.now = std::string(value.text());
    } else if (key.text() == "author") {
      into.author = {std::string(value["name"].text()), std::string(value["email"].text())};
    } else if (key.text() == "options") {
      for (const yaml::Node& option : value.items()) into.options.emplace_back(option.text());
    } else {
      throw std::runtime_error(fmt::format("{}: unknown key {}", file.string(), key.text()));
    }
  }
}

std::vector<CaseFolder::Commit> numbered_commits(const fs::path& directory) {
  std::vector<CaseFolder::Commit> commits;
  for (const auto& entry : fs::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    const std::size_t at = name.find('@');
    if (!entry.is_directory() || at == name.npos) continue;
    const std::size_t end = name.find('Z', at);
    const auto time = text::parse_time(name.substr(at + 1, end == name.npos ? name.npos : end - at));
    if (!time) throw std::runtime_error(entry.path().string() + ": the time after @ is not RFC 3339 in UTC");
    commits.push_back({entry.path(), *time, name});
  }
  std::sort(commits.begin(), commits.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return commits;
}

fs::path if_exists(const fs::path& path) {
  return fs::exists(path) ? path : fs::path{};
}

}  // namespace

CaseFolder read_case(const fs::path& directory) {
  CaseFolder folder;
  folder.directory = directory;
  read_settings(directory / "case.yaml", folder);
  folder.commits = numbered_commits(directory);
  if (folder.commits.empty()) {
    if (!fs::exists(directory / "head"))
      throw std::runtime_error(directory.string() + ": has neither head/ nor numbered commits");
    folder.commits.push_back({if_exists(directory / "base"), *text::parse_time(base_time), "base"});
    folder.commits.push_back({directory / "head", *text::parse_time(head_time), "head"});
  }
  return folder;
}

std::vector<git::Oid> build(const CaseFolder& folder, RepositoryBuilder& repository) {
  std::vector<git::Oid> ids;
  if (!folder.layout.empty()) repository.overlay(fs::path(SAFEOPS_ROOT) / "fixtures/layouts" / folder.layout);
  for (const CaseFolder::Commit& commit : folder.commits) {
    if (!commit.directory.empty()) repository.overlay(commit.directory);
    if (&commit == &folder.commits.back()) repository.author(folder.author.name, folder.author.email);
    ids.push_back(repository.at(commit.time).commit(commit.name));
  }
  return ids;
}

Result call(const std::vector<std::string>& arguments, const fs::path& directory) {
  std::ostringstream out;
  std::ostringstream err;
  Surroundings surroundings;
  surroundings.out = &out;
  surroundings.err = &err;
  surroundings.variable = [](const char*) { return std::nullopt; };
  surroundings.directory = directory.string();
  const int code = run(arguments, surroundings);
  return {code, out.str(), err.str()};
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

std::string compare_golden(const fs::path& golden, const std::string& actual) {
  const char* update = std::getenv("SAFEOPS_UPDATE");
  if (update && std::string_view(update) == "1") {
    fs::create_directories(golden.parent_path());
    std::ofstream(golden, std::ios::binary | std::ios::trunc) << actual;
    return "";
  }
  if (!fs::exists(golden))
    return fmt::format("{} does not exist; SAFEOPS_UPDATE=1 writes it. The report is:\n{}", golden.string(), actual);
  const std::string expected = read_file(golden);
  return expected == actual ? "" : fmt::format("{} differs. Expected:\n{}\nActual:\n{}", golden.string(), expected, actual);
}

}  // namespace safeops::test
