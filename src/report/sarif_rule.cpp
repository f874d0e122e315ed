#include "report/sarif_rule.hpp"

#include <cctype>
#include <string>

#include "report/page.hpp"
#include "report/words.hpp"

namespace safeops::report {
namespace {

using Json = nlohmann::ordered_json;

// "schema-drop-column" is "SchemaDropColumn".
std::string pascal_case(std::string_view id) {
  std::string name;
  bool begins_word = true;
  for (const char letter : id) {
    if (letter != '-') name += begins_word ? static_cast<char>(std::toupper(static_cast<unsigned char>(letter))) : letter;
    begins_word = letter == '-';
  }
  return name;
}

std::string_view problem_severity(Level level) {
  return level == Level::note ? "recommendation" : to_string(level);
}

Json tags(const RuleEntry& entry) {
  Json list = Json::array({entry.area});
  if (entry.rule->hard_stop) list.push_back("hard-stop");
  return list;
}

// GitHub takes 1,024 characters; sentence() stays below that.
std::string full_description(const RuleEntry& entry) {
  const std::string flags = plain_text(read_page(entry.page).section("What it flags"));
  return sentence(flags.empty() ? entry.rule->title : flags.substr(0, flags.find("\n\n")));
}

}  // namespace

nlohmann::ordered_json rule_descriptor(const RuleEntry& entry) {
  const std::string help = plain_text(entry.page);
  return {
      {"id", entry.id},
      {"name", pascal_case(entry.id)},
      {"shortDescription", {{"text", sentence(entry.rule->title)}}},
      {"fullDescription", {{"text", full_description(entry)}}},
      {"help", {{"text", help.empty() ? sentence(entry.rule->title) : help}, {"markdown", entry.page}}},
      {"helpUri", "https://safeops.dev/rules/" + std::string(entry.id)},
      {"defaultConfiguration", {{"level", to_string(entry.rule->level)}}},
      {"properties", {{"tags", tags(entry)}, {"precision", "high"}, {"problem.severity", problem_severity(entry.rule->level)}}}};
}

}  // namespace safeops::report
