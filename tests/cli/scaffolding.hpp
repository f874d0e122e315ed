#pragma once

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "cli/calling.hpp"
#include "estate/schema_check.hpp"
#include "yaml/documents.hpp"

namespace safeops::test {

// Commands that write into a work tree, called in a checked out shop.
class Scaffolding : public Calling {
 protected:
  static constexpr const char* migrations = "flux/infrastructure/data/migrations/";

  void SetUp() override {
    commit_shop();
    repository_.check_out();
  }

  [[nodiscard]] std::filesystem::path at(const std::string& path) const { return directory_.path() / path; }
  void put(const std::string& path, const std::string& content) {
    std::filesystem::create_directories(at(path).parent_path());
    std::ofstream(at(path), std::ios::binary) << content;
  }
  [[nodiscard]] std::string content(const std::string& path) const {
    std::ifstream in(at(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // A document with every suggestion in it taken: comments that are YAML (`# key: value`, and what is indented below).
  static std::string filled_in(const std::string& document) {
    static const std::regex suggestion("^( *)# ([a-z][A-Za-z]*:.*|  .*|- .*)$");
    std::istringstream lines(document);
    std::string text;
    for (std::string line; std::getline(lines, line);) text += std::regex_replace(line, suggestion, "$1$2") + "\n";
    return text;
  }
  static void expect_schema(const std::string& document, std::string_view schema) {
    const text::Source source("document.yaml", {}, git::Mode::regular, document, document.size());
    const yaml::File file = yaml::parse(source);
    ASSERT_EQ(file.documents.size(), 1U) << document;
    for (const DocumentProblem& problem : check_schema(file.documents[0].root, document_schema(schema)))
      ADD_FAILURE() << problem.place.start().line << ": " << problem.message << "\n" << document;
  }
  // What a call that must succeed prints.
  std::string told(const std::vector<std::string>& arguments) {
    const Called called = call(arguments);
    EXPECT_EQ(called.exit_code, 0) << called.err;
    return called.out;
  }
  // The sentence of a call that must be refused.
  std::string refused(const std::vector<std::string>& arguments) {
    const Called called = call(arguments);
    EXPECT_EQ(called.exit_code, 2) << called.out;
    return called.err;
  }
  std::string checked(std::vector<std::string> options = {}) {
    options.insert(options.begin(), {"check", "--worktree", "--base", "HEAD", "--quiet"});
    const Called called = call(options);
    EXPECT_LE(called.exit_code, 1) << called.err;
    return called.out;
  }
};

}  // namespace safeops::test
