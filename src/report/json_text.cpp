#include "report/json_text.hpp"

#include "report/words.hpp"

namespace safeops::report {
namespace {

std::string indented(const nlohmann::ordered_json& value, std::string_view line_start) {
  const std::string text = json_text(value);
  return replaced(std::string_view(text).substr(0, text.size() - 1), "\n", line_start);
}

}  // namespace

std::string json_text(const nlohmann::ordered_json& json) {
  constexpr int indent = 2;
  constexpr bool ascii_only = true;
  return replaced(json.dump(indent, ' ', ascii_only), "##[", "##\\u005b") + "\n";
}

void JsonDocument::begin(std::string_view key) {
  out_ += out_.empty() ? "{\n  \"" : ",\n  \"";
  out_ += key;
  out_ += "\": ";
}

void JsonDocument::member(std::string_view key, const nlohmann::ordered_json& value) {
  begin(key);
  out_ += indented(value, "\n  ");
}

void JsonDocument::append(const nlohmann::ordered_json& item) {
  out_ += out_.back() == '[' ? "\n    " : ",\n    ";
  out_ += indented(item, "\n    ");
}

std::string JsonDocument::take() && {
  return std::move(out_) + "\n}\n";
}

}  // namespace safeops::report
