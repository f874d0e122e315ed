#include "sql/transaction.hpp"

#include <algorithm>

#include "sql/cost/cost.hpp"

namespace safeops::sql {

namespace {

using Wrapping = Batch::Wrapping;
using Kind = Enclosure::Kind;

bool is_top_level(const Statement& statement) {
  return statement.container == Container::top_level;
}

// A batch in one direction: what a tool sends when it migrates up, or down.
struct Stretch {
  std::vector<std::size_t> statements;  // indexes; those in bodies too
  std::size_t sent = 0;                 // at top level
  Batch batch;
};

bool never_in_transaction(const Statement& statement) {
  static const Catalog nothing;
  return cost_of(statement.command, nothing, Server{}).transaction_forbidden;
}

class TransactionReader {
 public:
  TransactionReader(const Script& script, std::string_view text)
      : script_(script), batches_(read_batches(text, script.framework)) {
    found_.enclosures.resize(script.statements.size());
    found_.tool_known = batches_.front().wrapping != Wrapping::unknown;
    commits_for_drizzle_ = text.find("--> statement-breakpoint") != text.npos;
  }

  Transactions run() {
    for (const Stretch& stretch : stretches()) read(stretch);
    std::stable_sort(found_.faults.begin(), found_.faults.end(),
                     [](const auto& a, const auto& b) { return a.statement->span.begin < b.statement->span.begin; });
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::vector<Stretch> stretches() const {
    std::vector<Stretch> up, down;
    std::uint32_t anchor = 0;
    for (std::size_t i = 0; i < script_.statements.size(); ++i) {
      const Statement& statement = script_.statements[i];
      if (is_top_level(statement)) anchor = statement.span.begin;
      const Batch batch = batch_at(anchor);
      std::vector<Stretch>& list = statement.direction == Direction::up ? up : down;
      if (list.empty() || list.back().batch.begin != batch.begin) list.push_back({.batch = batch});
      list.back().statements.push_back(i);
      list.back().sent += is_top_level(statement) ? 1 : 0;
    }
    std::move(down.begin(), down.end(), std::back_inserter(up));
    return up;
  }

  [[nodiscard]] Batch batch_at(std::uint32_t offset) const {
    const auto next = std::upper_bound(batches_.begin(), batches_.end(), offset,
                                       [](std::uint32_t at, const Batch& batch) { return at < batch.begin; });
    return next == batches_.begin() ? Batch{} : *std::prev(next);
  }

  [[nodiscard]] Kind opened_by_tool(const Stretch& stretch) const {
    const auto forbidden = [&](std::size_t i) { return never_in_transaction(script_.statements[i]); };
    switch (stretch.batch.wrapping) {
      case Wrapping::unknown:
      case Wrapping::apart:
        return Kind::nothing;
      case Wrapping::message:
        return stretch.sent > 1 ? Kind::message : Kind::nothing;
      case Wrapping::transaction:
        break;
    }
    if (stretch.batch.sorts_itself && std::all_of(stretch.statements.begin(), stretch.statements.end(), forbidden))
      return Kind::nothing;
    // Diesel's metadata.toml is out of sight; without its transaction the file is one message.
    const bool may_be_off =
        script_.framework == Framework::diesel && std::any_of(stretch.statements.begin(), stretch.statements.end(), forbidden);
    if (may_be_off) return stretch.sent > 1 ? Kind::message : Kind::nothing;
    return Kind::tool;
  }

  void read(const Stretch& stretch) {
    outer_ = opened_by_tool(stretch);
    open(outer_);
    const Statement* begin = nullptr;
    for (const std::size_t i : stretch.statements) {
      const Statement& statement = script_.statements[i];
      const auto* control = std::get_if<Transaction>(&statement.command.form);
      if (control && is_top_level(statement)) {
        const Enclosure before{kind_, number_};
        control_transaction(*control, statement, begin);
        found_.enclosures[i] = control->kind == Transaction::Kind::begin ? Enclosure{kind_, number_} : before;
        continue;
      }
      place(i);
    }
    if (begin && !commits_for_drizzle_) found_.faults.push_back({TransactionFault::Kind::unfinished, begin});
  }

  void control_transaction(const Transaction& control, const Statement& statement, const Statement*& begin) {
    using Fault = TransactionFault::Kind;
    if (control.kind == Transaction::Kind::begin) {
      if (kind_ == Kind::begin || kind_ == Kind::tool) return found_.faults.push_back({Fault::nested_begin, &statement});
      begin = &statement;
      return open(Kind::begin);
    }
    const bool ends = control.kind == Transaction::Kind::commit || control.kind == Transaction::Kind::rollback;
    if (!ends) return;
    if (kind_ == Kind::tool) {
      found_.faults.push_back({Fault::ends_tool, &statement});
      outer_ = Kind::nothing;
    } else if (kind_ == Kind::nothing && !commits_for_drizzle_) {
      found_.faults.push_back({Fault::stray_end, &statement});
    }
    begin = nullptr;
    open(outer_);
  }

  void open(Kind kind) {
    kind_ = kind;
    number_ = ++last_number_;
  }

  void place(std::size_t i) {
    Enclosure& enclosure = found_.enclosures[i];
    if (kind_ != Kind::nothing) {
      enclosure = {kind_, number_};
    } else if (is_top_level(script_.statements[i])) {
      enclosure = {Kind::nothing, ++last_number_};
    } else {
      enclosure = {Kind::body, last_number_};
    }
  }

  const Script& script_;
  std::vector<Batch> batches_;
  Transactions found_;
  Kind outer_ = Kind::nothing;
  Kind kind_ = Kind::nothing;
  std::uint32_t number_ = 0;
  // Drizzle runs everything in one transaction. A COMMIT in the text is the only way out of it, a BEGIN the way back.
  bool commits_for_drizzle_ = false;
  std::uint32_t last_number_ = 0;
};

}  // namespace

Transactions transactions_of(const Script& script, std::string_view text) {
  return TransactionReader(script, text).run();
}

}  // namespace safeops::sql
