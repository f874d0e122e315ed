#include <fmt/format.h>

#include <iterator>

#include "report/paint.hpp"
#include "report/statement_list.hpp"
#include "report/statements.hpp"
#include "report/words.hpp"

namespace safeops {
namespace {

using namespace report;

class StatementReport {
 public:
  StatementReport(const PathNames& names, bool color) : names_(names), paint_(color) {}

  void add(const StatementEntry& entry) {
    if (!out_.empty()) out_ += '\n';
    print("{}:{}  {}\n", shown(names_(entry.place.path())), entry.place.start().line, title(entry));
    if (entry.facts) add_facts(*entry.facts);
    for (const Judged* judged : entry.findings) add_finding(*judged);
  }
  std::string take() && { return std::move(out_); }

 private:
  template <typename... Args>
  void print(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Args>(args)...);
  }

  std::string title(const StatementEntry& entry) {
    if (!entry.facts) return paint_(Style::red, "not understood");
    const sql::Statement& statement = *entry.facts->statement;
    return fmt::format("{}  {}", paint_(Style::bold, shown(statement.kind)), sql::to_string(statement.phase()));
  }

  void row(std::string_view label, std::string_view text) { print("  {:<12} {}\n", label, shown(text)); }

  void add_facts(const StatementFacts& facts) {
    for (const auto& [name, mode] : facts.cost.locks)
      row("locks", fmt::format("{} {}{}", relation_text(name, facts), sql::to_string(mode), waiting(mode)));
    list("rewrites", facts.cost.rewrites, facts);
    list("scans", facts.cost.scans, facts);
    if (facts.cost.transaction_forbidden) row("transaction", "forbidden: it cannot run inside a transaction block");
    if (facts.conflict) row("fails", facts.conflict->message);
    if (facts.rerun == StatementFacts::Rerun::fails) row("second run", fmt::format("fails: {}", facts.rerun_conflict->message));
  }

  static std::string_view waiting(sql::LockMode mode) {
    if (sql::blocks_reads(mode)) return ": reads and writes wait";
    return sql::blocks_writes(mode) ? ": writes wait" : "";
  }

  void list(std::string_view label, const std::set<sql::Name>& names, const StatementFacts& facts) {
    if (names.empty()) return;
    std::string text;
    for (const sql::Name& name : names) text += (text.empty() ? "" : ", ") + relation_text(name, facts);
    row(label, text);
  }

  void add_finding(const Judged& judged) {
    print("  {} {}\n", paint_(style_of(judged.level), fmt::format("{}[{}]", severity(judged), judged.id())),
          sentence(judged.finding.what));
    for (const std::string* text : {&judged.finding.why, &judged.finding.next})
      if (!text->empty()) print("    {}\n", sentence(*text));
  }

  const PathNames& names_;
  Paint paint_;
  std::string out_;
};

}  // namespace

std::string write_statements_text(const Change& change, const Verdict& verdict, const PathNames& names, bool color) {
  StatementReport report(names, color);
  for (const StatementEntry& entry : list_statements(change, verdict)) report.add(entry);
  return std::move(report).take();
}

}  // namespace safeops
