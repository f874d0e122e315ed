// Asks `safeops-check sql` about migrations: the input is a tree of files as one text (fuzz/seeds.hpp), those under `base` are
// the schema before. Anything but an answer is a defect.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli/cli.hpp"
#include "fuzz/seeds.hpp"
#include "fuzz/target.hpp"
#include "harness/repository_builder.hpp"

namespace {

using namespace safeops;

// Writes the files that may be SQL; returns how to ask about them. Empty when there is nothing to ask.
std::vector<std::string> write_question(std::string_view input, const std::filesystem::path& directory) {
  std::vector<std::string> before;
  std::vector<std::string> asked;
  for (const fuzz::PackedFile& file : fuzz::unpack(input)) {
    if (!file.path.ends_with(".sql")) continue;
    std::string name(file.path);
    for (char& c : name)
      if (c == '/') c = '-';
    const std::string path = directory / name;
    std::ofstream(path, std::ios::binary) << file.content;
    (name.starts_with("base") ? before : asked).push_back(path);
  }
  if (asked.empty()) return {};
  std::vector<std::string> question{"-j", "1", "sql", "--format", input.size() % 2 == 0 ? "json" : "text"};
  for (const std::string& path : before) question.insert(question.end(), {"--schema", path});
  question.insert(question.end(), asked.begin(), asked.end());
  return question;
}

}  // namespace

const std::vector<std::string> fuzz_words{";",          "'",
                                          "\"",         "$$",
                                          "$a$",        "--",
                                          "/*",         "*/",
                                          "(",          ")",
                                          ",",          "BEGIN;",
                                          "COMMIT;",    "CASCADE",
                                          "IF EXISTS ", "ONLY ",
                                          "public.",    "ALTER TABLE ",
                                          "DROP ",      "COLUMN ",
                                          " TYPE ",     " USING ",
                                          "NOT NULL",   "NULL",
                                          " DEFAULT ",  "EXECUTE ",
                                          "format(",    "DO $$",
                                          "DECLARE ",   "LOOP ",
                                          "END;",       "\\",
                                          "\\gexec",    "U&'\\0041'",
                                          "E'\\'",      "\xff",
                                          "\n",         "WITH x AS (",
                                          "SELECT *",   " PARTITION OF ",
                                          "::text",     "-- +goose Up\n",
                                          "{{ .X }}",   "${X}"};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const test::TemporaryDirectory directory;
  const auto question = write_question({reinterpret_cast<const char*>(data), size}, directory.path());
  if (question.empty()) return 0;
  std::ostringstream out;
  std::ostringstream err;
  Surroundings surroundings;
  surroundings.out = &out;
  surroundings.err = &err;
  surroundings.variable = [](const char*) { return std::nullopt; };
  const int code = run(question, surroundings);
  if (code == 2 || code < 0 || code > 3) {
    std::cerr << "exit code " << code << ": " << err.str() << std::flush;
    std::abort();
  }
  return 0;
}
