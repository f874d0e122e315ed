#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "flux/printed_object.hpp"
#include "flux/rendering.hpp"
#include "flux/repository_path.hpp"

namespace safeops::flux {
namespace {

using test::messages;
using test::Rendering;

const std::filesystem::path suite = std::filesystem::path(SAFEOPS_ROOT) / "tests/conformance";

std::vector<std::string> cases_in(std::string_view folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(suite / folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

test::Files read_case(std::string_view folder, const std::string& name) {
  test::Files files;
  const std::filesystem::path root = suite / folder / name;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    files[std::filesystem::relative(entry.path(), root)] = text.str();
  }
  return files;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') out += c;
  return out;
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string printed(std::string_view written) {
  const text::Source source("value", {}, git::Mode::regular, "v: " + std::string(written) + "\n", written.size() + 4);
  const yaml::File file = yaml::parse(source);
  if (file.documents.empty()) return {};
  yaml::Node root = file.documents.front().root;
  print_values(root);
  return std::string(root["v"].text());
}

std::string decoded(std::string_view base64) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : base64) {
    const std::size_t digit = alphabet.find(c);
    if (digit == std::string_view::npos) continue;
    bits = bits << 6 | static_cast<unsigned>(digit);
    if ((count += 6) < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return bytes;
}

// The lines a place spans, whole.
std::string lines_of(const text::Place& place) {
  const text::LineIndex& index = place.source->lines();
  const std::uint32_t last = index.line_of(std::max(place.span.end, place.span.begin + 1) - 1);
  std::string lines;
  for (std::uint32_t line = index.line_of(place.span.begin); line <= last; ++line)
    lines += std::string(place.source->line(line)) + '\n';
  return lines;
}

bool is_same_number(const std::string& one, const std::string& other) {
  char* end = nullptr;
  const double value = std::strtod(one.c_str(), &end);
  return end != one.c_str() && *end == '\0' && value == std::strtod(other.c_str(), nullptr);
}

// For values put together from several: at least a part of this length stands there.
bool share_a_part(std::string_view one, std::string_view other) {
  constexpr std::size_t length = 3;
  for (std::size_t at = 0; at + length <= one.size(); ++at)
    if (holds(other, one.substr(at, length))) return true;
  return false;
}

// Whether the value stands where its place says, or is made of what stands there: a name with its prefix, an image with its new
// tag, the entry of a generator.
bool is_explained(const yaml::Node& value) {
  const text::Place& place = value.place();
  if (!place) return false;
  const std::string lines = lines_of(place);
  const std::string written(place.source->text().substr(place.span.begin, place.span.end - place.span.begin));
  const std::string text(value.text());
  const std::string bare = without_blanks(text);
  const bool is_written = holds(without_blanks(lines), bare) || (!written.empty() && holds(bare, without_blanks(written)));
  const bool is_printed =
      printed(written) == text || is_same_number(text, printed(written)) || (written == "yes" && text == "true");
  const bool is_made = holds(lines, "name:") || holds(lines, "apiVersion: builtin") || holds(lines, "buildMetadata");
  return is_written || is_printed || is_made || holds(lines, decoded(text)) || share_a_part(text, lines);
}

void require_origins(const yaml::Node& node, const std::string& where) {
  if (node.is_scalar()) {
    EXPECT_TRUE(is_explained(node)) << where << ": `" << node.text() << "` is said to come from "
                                    << (node.place() ? test::origin(node.place()) : "nowhere");
  }
  for (const yaml::Node& item : node.items()) require_origins(item, where + "[]");
  for (const auto& [key, value] : node.members()) require_origins(value, where + '.' + std::string(key.text()));
}

TEST(Conformance, EveryAcceptedCaseBuildsAndKnowsWhereItsValuesComeFrom) {
  const std::vector<std::string> names = cases_in("accepted");
  ASSERT_GT(names.size(), 50u);
  for (const std::string& name : names) {
    Rendering rendering(read_case("accepted", name));
    const auto build = rendering.build("");
    EXPECT_FALSE(build->failed()) << name << '\n' << messages(build->problems);
    for (const Object& object : build->objects) require_origins(object.root(), name + ' ' + object.id().text());
  }
}

TEST(Conformance, EveryRefusedCaseFailsOnALine) {
  const std::vector<std::string> names = cases_in("refused");
  ASSERT_GT(names.size(), 50u);
  for (const std::string& name : names) {
    Rendering rendering(read_case("refused", name));
    const auto build = rendering.build("");
    EXPECT_TRUE(build->failed()) << name;
    for (const Problem& problem : build->problems) EXPECT_TRUE(problem.place) << name << ": " << problem.message;
  }
}

}  // namespace
}  // namespace safeops::flux
