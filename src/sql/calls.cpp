#include "sql/calls.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace safeops::sql {

namespace {

// More copies than this no honest script makes.
constexpr std::size_t most_copies = 20'000;
constexpr std::size_t most_steps = 1'000'000;

class CallGraph {
 public:
  explicit CallGraph(Analysis& analysis) : analysis_(analysis) {
    for (std::size_t i = 0; i < analysis.routines().size(); ++i) by_name_[analysis.routines()[i].name].push_back(i);
    bodies_.resize(analysis.routines().size());
    for (std::size_t i = 0; i < analysis.notes().size(); ++i)
      if (const auto routine = analysis.notes()[i].routine) bodies_[*routine].push_back(i);
  }

  void resolve() {
    if (by_name_.empty()) return;
    const std::size_t count = analysis_.statements().size();
    for (std::size_t i = 0; i < count && !limited_; ++i)
      if (analysis_.statements()[i].container != Container::function_body) resolve(i);
  }

 private:
  std::vector<std::size_t> called_by(std::size_t statement) {
    std::vector<std::size_t> routines;
    for (const Name& call : analysis_.notes()[statement].calls) {
      const auto found = by_name_.find(call.name);
      if (found == by_name_.end()) continue;
      steps_ += found->second.size();
      for (const std::size_t routine : found->second)
        if (analysis_.routines()[routine].may_be(call)) routines.push_back(routine);
    }
    return routines;
  }

  void resolve(std::size_t statement) {
    std::set<std::size_t> seen;
    std::vector<std::size_t> pending = called_by(statement);
    if (!pending.empty()) settle_call(analysis_.statements()[statement]);
    while (!pending.empty()) {
      const std::size_t routine = pending.back();
      pending.pop_back();
      if (++steps_ > most_steps) limit(analysis_.statements()[statement]);
      if (limited_) return;
      if (!seen.insert(routine).second) continue;
      for (const std::size_t inner : bodies_[routine]) {
        copy(inner, routine, analysis_.statements()[statement]);
        if (limited_) return;
        for (const std::size_t next : called_by(inner)) pending.push_back(next);
      }
    }
  }

  // The procedure is known: what it does is listed in place of the call.
  static void settle_call(Statement& statement) {
    for (Effect& effect : statement.effects)
      if (effect.kind == Effect::Kind::call) effect.kind = Effect::Kind::other;
  }

  void copy(std::size_t from, std::size_t routine, Statement& to) {
    for (Effect effect : analysis_.statements()[from].effects) {
      if (effect.phase() == Phase::neutral) continue;
      if (++copies_ > most_copies) return limit(to);
      effect.span = to.span;
      effect.detail =
          fmt::format("{}{}through {}()", effect.detail, effect.detail.empty() ? "" : ", ", analysis_.routines()[routine].text());
      to.effects.push_back(std::move(effect));
    }
  }

  void limit(const Statement& statement) {
    if (!limited_)
      analysis_.add(
          {Problem::Kind::limit, statement.span, "too many calls of functions with too much in them", statement.direction});
    limited_ = true;
  }

  Analysis& analysis_;
  std::map<std::string, std::vector<std::size_t>> by_name_;
  std::vector<std::vector<std::size_t>> bodies_;
  std::size_t copies_ = 0;
  std::size_t steps_ = 0;
  bool limited_ = false;
};

}  // namespace

void resolve_calls(Analysis& analysis) {
  CallGraph(analysis).resolve();
}

}  // namespace safeops::sql
