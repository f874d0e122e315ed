// Tells a story: `story_runner <folder> <directory for SARIF files>`. `commits/` are the commits of a main branch, each judged
// against the one before with all rules on; `attempts/<name>/` are pull requests on top of one of them: `case.yaml` says `after:`
// which commit, and optionally `with:` a later commit whose files it brings too; `tree/` is its own overlay. Every report is held
// against its golden in `expected/`, text always, all formats where `expected/<name>.json` exists. Each is judged with one thread
// and with two: same bytes. `expected/model.json` is the model of what the commits end with, `<commit>.status` the board after
// each, `decision.*` what `decide` says of the last, where that brings the contract step of a plan with the story's name.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "cases/case_folder.hpp"
#include "cases/tally.hpp"
#include "estate/schema_check.hpp"
#include "text/time.hpp"
#include "yaml/documents.hpp"

namespace {

namespace fs = std::filesystem;
using namespace safeops;
using namespace safeops::test;

Tally tally;

struct Settings {
  std::string after;
  std::string with;
  git::Identity author{"Dev", "dev@example.com"};
};

Settings read_settings(const fs::path& path) {
  const std::string content = read_file(path);
  const text::Source source(path.string(), {}, git::Mode::regular, content, content.size());
  const yaml::File file = yaml::parse(source);
  if (file.documents.empty()) throw std::runtime_error(path.string() + ": is no YAML document");
  const yaml::Node& root = file.documents.front().root;
  Settings settings{.after = std::string(root["after"].text()), .with = std::string(root["with"].text())};
  if (root["author"]) settings.author = {std::string(root["author"]["name"].text()), std::string(root["author"]["email"].text())};
  return settings;
}

// The rules and their help are in every SARIF file alike; a golden that held them would change with every page and rule.
std::string without_rules(const std::string& sarif) {
  auto json = nlohmann::ordered_json::parse(sarif);
  json["runs"][0]["tool"]["driver"].erase("rules");
  json["runs"][0]["tool"]["driver"].erase("semanticVersion");
  for (auto& result : json["runs"][0]["results"]) result.erase("ruleIndex");
  return json.dump(1) + "\n";
}

class Story {
 public:
  Story(fs::path folder, fs::path sarif) : folder_(std::move(folder)), sarif_(std::move(sarif)), landed_(read_landed()) {}

  void tell_commits() {
    TemporaryDirectory directory;
    RepositoryBuilder repository(directory.path());
    const auto ids = build(landed_, repository);
    for (std::size_t i = 1; i < ids.size(); ++i) {
      judge(directory.path(), landed_.commits[i].name, landed_.commits[i].time, ids[i - 1], ids[i]);
    }
    describe(directory.path(), ids.back());
    audit(directory.path(), ids.back());
    for (std::size_t i = 1; i < ids.size(); ++i) board(directory.path(), i, ids[i]);
    if (fs::exists(landed_.commits.back().directory / plan_path())) decide(directory.path(), ids);
  }

  void tell_attempt(const fs::path& attempt) {
    const Settings settings = read_settings(attempt / "case.yaml");
    TemporaryDirectory directory;
    RepositoryBuilder repository(directory.path());
    CaseFolder until = landed_;
    until.commits.resize(index_of(settings.after) + 1);
    const auto ids = build(until, repository);
    std::int64_t time = until.commits.back().time + 3600;
    if (!settings.with.empty()) {
      const auto& brought = landed_.commits[index_of(settings.with)];
      repository.overlay(brought.directory);
      time = brought.time;
    }
    if (fs::exists(attempt / "tree")) repository.overlay(attempt / "tree");
    repository.author(settings.author.name, settings.author.email);
    const std::string name = attempt.filename().string();
    judge(directory.path(), name, time, ids.back(), repository.at(time).commit(name));
  }

 private:
  [[nodiscard]] CaseFolder read_landed() const {
    CaseFolder landed = read_case(folder_ / "commits");
    landed.layout = "shop";
    return landed;
  }

  [[nodiscard]] std::size_t index_of(const std::string& number) const {
    for (std::size_t i = 0; i < landed_.commits.size(); ++i) {
      if (landed_.commits[i].name.starts_with(number + "@")) return i;
    }
    throw std::runtime_error(fmt::format("{}: there is no commit {}", folder_.string(), number));
  }

  void judge(const fs::path& repository, const std::string& name, std::int64_t time, const git::Oid& base, const git::Oid& head) {
    const std::vector<std::string> question = {
        "check", "--base", base.hex(), "--head", head.hex(), "--now", text::format_time(time + 3600)};
    const auto ask = [&](const std::string& format, const std::string& jobs) {
      auto arguments = question;
      arguments.insert(arguments.end(), {"--format", format, "--jobs", jobs});
      return call(arguments, repository);
    };
    const Result text = ask("text", "1");
    tally.expect(text.err.empty(), fmt::format("{}: says on standard error: {}", name, text.err));
    compare(name + ".txt", text.out + fmt::format("\nexit code {}\n", text.exit_code));
    for (const char* format : {"text", "json", "sarif", "github", "markdown"}) {
      const Result one = ask(format, "1");
      const Result two = ask(format, "2");
      tally.expect(one.out == two.out && one.exit_code == two.exit_code,
                   fmt::format("{}: {} differs between one and two jobs", name, format));
      tally.expect(one.exit_code == text.exit_code, fmt::format("{}: exit code of {} is {}", name, format, one.exit_code));
      const fs::path golden = folder_ / "expected" / fmt::format("{}.{}", name, format);
      const bool is_sarif = std::string_view(format) == "sarif";
      if (is_sarif) std::ofstream(sarif_ / fmt::format("{}-{}.sarif", folder_.filename().string(), name)) << one.out;
      if (fs::exists(golden)) compare(golden.filename().string(), is_sarif ? without_rules(one.out) : one.out);
    }
  }

  // The model of what the commits end with, against its golden and its schema.
  void describe(const fs::path& repository, const git::Oid& end) {
    const Result model = call({"model", "--at", end.hex()}, repository);
    tally.expect(model.exit_code == 0 && model.err.empty(), fmt::format("model: exit {}: {}", model.exit_code, model.err));
    compare("model.json", model.out);
    const text::Source source("model.json", {}, git::Mode::regular, model.out, model.out.size());
    const yaml::File file = yaml::parse(source);
    for (const DocumentProblem& problem : check_schema(file.documents.at(0).root, document_schema("model")))
      tally.expect(false, fmt::format("model.json:{}: {}", problem.place.start().line, problem.message));
  }

  // What is wrong with what the commits end with.
  void audit(const fs::path& repository, const git::Oid& end) {
    const std::string now = text::format_time(landed_.commits.back().time + 3600);
    const auto ask = [&](const std::string& format, const std::string& jobs) {
      return call({"audit", "--at", end.hex(), "--now", now, "--format", format, "--jobs", jobs}, repository);
    };
    const Result text = ask("text", "1");
    compare("audit.txt", text.out + fmt::format("\nexit code {}\n", text.exit_code));
    for (const char* format : {"json", "sarif", "markdown"}) {
      const Result one = ask(format, "1");
      tally.expect(one.err.empty() && one.exit_code == text.exit_code, fmt::format("audit: {}: {}", format, one.err));
      tally.expect(one.out == ask(format, "2").out, fmt::format("audit: {} differs between one and two jobs", format));
      if (std::string_view(format) == "sarif")
        std::ofstream(sarif_ / fmt::format("{}-audit.sarif", folder_.filename().string())) << one.out;
      else
        compare(fmt::format("audit.{}", format), one.out);
    }
  }

  // What somebody on call reads an hour after each commit.
  void board(const fs::path& repository, std::size_t number, const git::Oid& at) {
    const std::string now = text::format_time(landed_.commits[number].time + 3600);
    const Result status = call({"status", "--at", at.hex(), "--now", now}, repository);
    tally.expect(status.exit_code == 0 && status.err.empty(), fmt::format("status: exit {}: {}", status.exit_code, status.err));
    compare(landed_.commits[number].name + ".status", status.out);
    const Result json = call({"status", "--at", at.hex(), "--now", now, "--format", "json"}, repository);
    tally.expect(nlohmann::json::parse(json.out).at("kind") == "Status", "status: JSON of another kind");
  }

  // The contract step's go or no-go, what is filed of it, and that it can be verified, and nothing else in its place.
  void decide(const fs::path& repository, const std::vector<git::Oid>& ids) {
    const std::string base = ids[ids.size() - 2].hex();
    const std::string now = text::format_time(landed_.commits.back().time + 3600);
    const std::string plan = folder_.filename().string();
    const TemporaryDirectory package;
    const Result decision = call(
        {"decide", plan, "--base", base, "--head", ids.back().hex(), "--now", now, "--out", package.path().string()}, repository);
    tally.expect(decision.exit_code == 0 && decision.err.empty(),
                 fmt::format("decide: exit {}: {}", decision.exit_code, decision.err));
    compare("decision.txt", decision.out.substr(0, decision.out.find("Written: ")));
    compare("decision.markdown", read_file(package.path() / (plan + "-go.md")));
    const fs::path statement = package.path() / (plan + "-go.json");
    compare("decision.json", read_file(statement));
    const auto verify = [&](const git::Oid& head) {
      return call({"decide", plan, "--base", base, "--head", head.hex(), "--verify", statement.string()}, repository).exit_code;
    };
    tally.expect(verify(ids.back()) == 0, "decide: what it wrote does not hold");
    std::string forged = read_file(statement);
    forged.replace(forged.find("\"sha256\": \"") + 11, 4, "0000");
    std::ofstream(statement, std::ios::trunc) << forged;
    tally.expect(verify(ids.back()) == 1, "decide: a forged digest holds");
    const Result early = call({"decide", plan, "--base", base, "--head", base, "--now", now}, repository);
    tally.expect(early.exit_code == 1, fmt::format("decide: a change without the contract step gives {}", early.exit_code));
  }

  [[nodiscard]] fs::path plan_path() const { return fs::path(".safeops/plans") / (folder_.filename().string() + ".yaml"); }

  void compare(const std::string& golden, const std::string& actual) {
    const std::string difference = compare_golden(folder_ / "expected" / golden, actual);
    tally.expect(difference.empty(), difference);
  }

  fs::path folder_;
  fs::path sarif_;
  CaseFolder landed_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: story_runner STORY SARIF-DIRECTORY\n";
    return 2;
  }
  try {
    const fs::path folder = argv[1];
    Story story(folder, argv[2]);
    story.tell_commits();
    std::vector<fs::path> attempts;
    if (fs::exists(folder / "attempts")) {
      for (const auto& entry : fs::directory_iterator(folder / "attempts")) attempts.push_back(entry.path());
    }
    std::sort(attempts.begin(), attempts.end());
    for (const fs::path& attempt : attempts) story.tell_attempt(attempt);
  } catch (const std::exception& error) {
    tally.expect(false, error.what());
  }
  return tally.finish();
}
