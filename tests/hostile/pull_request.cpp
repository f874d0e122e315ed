#include "hostile/pull_request.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "text/characters.hpp"
#include "text/utf8.hpp"

namespace safeops::test {
namespace {

const std::vector<std::string> formats = {"text", "json", "sarif", "github", "markdown"};

std::string file_content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Where a report holds what a terminal or a reader would obey rather than see; npos when nowhere.
std::size_t first_raw_control(std::string_view report) {
  for (std::size_t at = 0; at < report.size();) {
    const text::CodePoint here = text::decode_utf8(report, at);
    const bool obeyed = text::is_control(here.value) || text::is_bidi_control(here.value) || text::is_zero_width(here.value) ||
                        text::is_separator(here.value);
    if (here.length == 0 || (obeyed && here.value != '\n')) return at;
    at += here.length;
  }
  return std::string_view::npos;
}

void expect_no_control(const std::string& report, const std::string& name) {
  const std::size_t at = first_raw_control(report);
  if (at != std::string::npos)
    ADD_FAILURE() << name << " holds a raw control after: " << report.substr(at < 60 ? 0 : at - 60, 60);
}

// A runner obeys `::command` at the start of a line, blanks before it or not, and `##[command]` anywhere.
void expect_only_own_commands(const std::string& report, const std::string& format) {
  EXPECT_EQ(report.find("##["), std::string::npos) << format;
  std::istringstream lines(report);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string::npos || line.compare(begin, 2, "::") != 0) continue;
    EXPECT_EQ(format, "github") << line.substr(0, 200);
    EXPECT_TRUE(line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice ") ||
                line.starts_with("::group::") || line.starts_with("::endgroup::") || line.starts_with("::error::") ||
                line.starts_with("::warning::") || line.starts_with("::notice::"))
        << line.substr(0, 200);
    EXPECT_FALSE(line.starts_with("::error::pwned")) << line.substr(0, 200);
  }
}

void expect_json(const std::string& report, const std::string& format) {
  if (format != "json" && format != "sarif") return;
  EXPECT_TRUE(nlohmann::json::accept(report)) << format << " is not JSON";
}

std::set<std::string> rules_in(const std::string& report) {
  std::set<std::string> rules;
  const auto json = nlohmann::json::parse(report, nullptr, false);
  if (!json.is_object()) return rules;
  for (const auto& finding : json["findings"]) rules.insert(finding["rule"]);
  return rules;
}

}  // namespace

PullRequest::PullRequest() {
  repository_.overlay(std::filesystem::path(SAFEOPS_ROOT) / "fixtures/layouts/shop").commit("the shop");
}

RepositoryBuilder& PullRequest::write_migration(std::string_view name, std::string_view sql) {
  return repository_.write(fmt::format("{}{}", migrations, name), sql);
}

RepositoryBuilder& PullRequest::write_production(std::string_view more) {
  return repository_.write(fmt::format("{}kustomization.yaml", production),
                           fmt::format("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: production\n"
                                       "resources: [../base, feature-flags.yaml]\n{}",
                                       more));
}

void PullRequest::commit_base() {
  repository_.commit("what was there before");
}

Said PullRequest::judge(const std::vector<std::string>& options) {
  repository_.commit("a contribution");
  std::vector<std::string> arguments = {"check", "--repo", directory_.path().string(), "--base", "HEAD^", "--head",
                                        "HEAD",  "--now",  "2026-03-01T12:00:00Z",     "--jobs", "2"};
  for (const std::string& format : formats)
    arguments.push_back(fmt::format("--format={}={}", format, (scratch_.path() / format).string()));
  arguments.insert(arguments.end(), options.begin(), options.end());

  Said said;
  said.ended = run_program(arguments, scratch_.path());
  EXPECT_EQ(said.ended.signal, 0) << "after " << said.ended.seconds << " s\n" << said.ended.err;
  EXPECT_TRUE(said.ended.exit_code == 1 || said.ended.exit_code == 3 || (harmless_ && said.ended.exit_code == 0) ||
              (breaks_policy_ && said.ended.exit_code == 2))
      << said.ended.exit_code << said.ended.err;
  EXPECT_EQ(said.ended.err.find("internal error"), std::string::npos) << said.ended.err;
  EXPECT_EQ(said.ended.err.find("bad_alloc"), std::string::npos) << said.ended.err;
  for (const std::string& format : formats) said.reports[format] = file_content(scratch_.path() / format);
  said.rules = rules_in(said.reports["json"]);
  const bool judged = said.ended.exit_code == 0 || said.ended.exit_code == 1;
  for (const auto& [format, report] : said.reports) {
    if (judged) expect_json(report, format);
    expect_no_control(report, format);
    expect_only_own_commands(report, format);
    for (const std::string& secret : secrets_) EXPECT_EQ(report.find(secret), std::string::npos) << format << " tells a secret";
  }
  expect_no_control(said.ended.err, "standard error");
  return said;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t n = 0; n < times; ++n) result += text;
  return result;
}

}  // namespace safeops::test
