#include "rules/lock_timeout.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace safeops::rules {
namespace {

constexpr std::int64_t longest = std::int64_t{1} << 31U;

struct Unit {
  std::string_view name;
  double milliseconds;
};
constexpr Unit units[] = {{"us", 0.001}, {"ms", 1}, {"s", 1000}, {"min", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// One parameter: its value for the session and, while a transaction lasts, what SET LOCAL says.
class Parameter {
 public:
  void set(const sql::Effect& effect, const sql::Statement& statement, const sql::Enclosure& enclosure, bool known_tool) {
    const std::int64_t value = timeout_milliseconds(effect.detail);
    std::optional<LockTimeout> timeout;
    if (value > 0) timeout = LockTimeout{value, &statement};
    // Outside of a transaction SET LOCAL is over at once; a tool that is not known may well have opened one.
    if (!effect.local || (!enclosure.encloses() && !known_tool)) {
      session_ = timeout;
      transaction_ = 0;
    } else if (enclosure.encloses()) {
      local_ = timeout;
      transaction_ = enclosure.number;
    }
  }
  [[nodiscard]] std::optional<LockTimeout> in(const sql::Enclosure& enclosure) const {
    return transaction_ != 0 && enclosure.number == transaction_ ? local_ : session_;
  }

 private:
  std::optional<LockTimeout> session_, local_;
  std::uint32_t transaction_ = 0;
};

bool sets_session(const sql::Statement& statement) {
  return !statement.kind.starts_with("ALTER");  // ALTER ROLE ... SET is for sessions to come
}

std::optional<LockTimeout> sooner(const std::optional<LockTimeout>& a, const std::optional<LockTimeout>& b) {
  if (!a || !b) return a ? a : b;
  return a->milliseconds <= b->milliseconds ? a : b;
}

}  // namespace

std::int64_t timeout_milliseconds(std::string_view value) {
  value = trimmed(value);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || !(number > 0)) return 0;
  const std::string_view unit = trimmed(value.substr(static_cast<std::size_t>(end - value.data())));
  const auto known = std::find_if(std::begin(units), std::end(units), [&](const Unit& each) { return each.name == unit; });
  if (known == std::end(units) && !unit.empty()) return 0;
  const double milliseconds = number * (unit.empty() ? 1 : known->milliseconds);
  return milliseconds >= static_cast<double>(longest) ? longest : static_cast<std::int64_t>(milliseconds);
}

std::vector<std::optional<LockTimeout>> lock_timeouts(const MigrationStep& step) {
  const sql::Script& script = step.after->script();
  const bool known_tool = step.transactions.tool_known;
  Parameter lock, statement_wide;
  std::vector<std::optional<LockTimeout>> timeouts;
  for (std::size_t i = 0; i < script.statements.size(); ++i) {
    const sql::Statement& statement = script.statements[i];
    const sql::Enclosure& enclosure = step.transactions.enclosures[i];
    timeouts.push_back(sooner(lock.in(enclosure), statement_wide.in(enclosure)));
    const bool runs = statement.direction == sql::Direction::up && statement.container != sql::Container::function_body;
    if (!runs || !sets_session(statement)) continue;
    for (const sql::Effect& effect : statement.effects) {
      if (effect.kind != sql::Effect::Kind::setting) continue;
      if (effect.member == "lock_timeout") lock.set(effect, statement, enclosure, known_tool);
      if (effect.member == "statement_timeout") statement_wide.set(effect, statement, enclosure, known_tool);
    }
  }
  return timeouts;
}

}  // namespace safeops::rules
