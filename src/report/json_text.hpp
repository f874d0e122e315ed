#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace safeops::report {

// JSON that is safe to print anywhere: ASCII only, so that no control of any kind is in it, and without the `##[` that the GitHub
// runner takes for a command anywhere in a line. What it means is unchanged.
std::string json_text(const nlohmann::ordered_json& json);

// The same for one big object, written member by member: items of a list become text one at a time, so that never more than one
// is held as a tree. Of a hostile change there may be very many.
class JsonDocument {
 public:
  void member(std::string_view key, const nlohmann::ordered_json& value);

  // `write` makes JSON of an item.
  template <typename List, typename Write>
  void list(std::string_view key, const List& items, Write write) {
    begin(key);
    out_ += '[';
    for (const auto& item : items) append(write(item));
    out_ += out_.back() == '[' ? "]" : "\n  ]";
  }

  [[nodiscard]] std::string take() &&;

 private:
  void begin(std::string_view key);
  void append(const nlohmann::ordered_json& item);  // to the list that was begun

  std::string out_;
};

}  // namespace safeops::report
