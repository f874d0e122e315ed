#include "report/json_text.hpp"

#include "report/words.hpp"

namespace safeops::report {

std::string json_text(const nlohmann::ordered_json& json) {
  constexpr int indent = 2;
  constexpr bool ascii_only = true;
  return replaced(json.dump(indent, ' ', ascii_only), "##[", "##\\u005b") + "\n";
}

}  // namespace safeops::report
