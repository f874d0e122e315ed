#include "sql/batches.hpp"

#include <algorithm>
#include <optional>

#include "sql/scan.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

using Wrapping = Batch::Wrapping;

constexpr std::size_t longest_marker = 400;

Wrapping default_wrapping(Framework framework) {
  switch (framework) {
    case Framework::goose:
    case Framework::dbmate:
    case Framework::sql_migrate:
    case Framework::flyway:
    case Framework::liquibase:
    case Framework::diesel:
      return Wrapping::transaction;
    case Framework::golang_migrate:
    case Framework::sqlx:  // told by the marker that switches its transaction off
    case Framework::prisma:
      return Wrapping::message;
    case Framework::sqitch:
      return Wrapping::apart;
    case Framework::rails:
    case Framework::none:
      return Wrapping::unknown;
  }
  return Wrapping::unknown;
}

struct MarkerText {
  std::string_view start;  // of the comment, folded
  std::string_view holds;  // somewhere after it
  Wrapping wrapping;
};

// Markers that speak for the whole file.
constexpr MarkerText file_markers[] = {
    {"-- +goose no transaction", "", Wrapping::apart},   {"-- atlas:txmode none", "", Wrapping::apart},
    {"-- atlas:txmode file", "", Wrapping::transaction}, {"---- tern: disable-tx", "", Wrapping::message},
    {"--! no-transaction", "", Wrapping::message},       {"-- transactional: false", "", Wrapping::apart},
};

// Comments by which files of tools without a name in Framework are known; these tools open a transaction.
constexpr MarkerText tool_markers[] = {
    {"---- create above / drop below", "", Wrapping::transaction},
    {"--! previous:", "", Wrapping::transaction},
    {"--! hash:", "", Wrapping::transaction},
};

// Markers that begin a batch.
constexpr MarkerText batch_markers[] = {
    {"-- migrate:up", "transaction:false", Wrapping::message},
    {"-- migrate:down", "transaction:false", Wrapping::message},
    {"-- migrate:up", "", Wrapping::transaction},
    {"-- migrate:down", "", Wrapping::transaction},
    {"-- +migrate up", "notransaction", Wrapping::apart},
    {"-- +migrate down", "notransaction", Wrapping::apart},
    {"-- +migrate up", "", Wrapping::transaction},
    {"-- +migrate down", "", Wrapping::transaction},
    {"--changeset ", "runintransaction:false", Wrapping::apart},
    {"-- changeset ", "runintransaction:false", Wrapping::apart},
    {"--changeset ", "", Wrapping::transaction},
    {"-- changeset ", "", Wrapping::transaction},
};

// One blank between words, in lower case.
std::string squeezed(std::string_view comment) {
  std::string result;
  for (const char c : text::lower(trim(comment.substr(0, longest_marker))))
    if (!is_blank(c))
      result += c;
    else if (!result.ends_with(' '))
      result += ' ';
  return result;
}

template <std::size_t size>
const MarkerText* find_marker(const MarkerText (&markers)[size], std::string_view comment) {
  for (const MarkerText& marker : markers)
    if (comment.starts_with(marker.start) && comment.find(marker.holds) != comment.npos) return &marker;
  return nullptr;
}

bool belongs(const MarkerText& marker, Framework framework) {
  if (marker.start.find("migrate:") != marker.start.npos) return framework == Framework::dbmate;
  if (marker.start.find("+migrate") != marker.start.npos) return framework == Framework::sql_migrate;
  return framework == Framework::liquibase;
}

}  // namespace

std::vector<Batch> read_batches(std::string_view text, Framework framework) {
  Batch whole{.wrapping = default_wrapping(framework), .sorts_itself = framework == Framework::flyway};
  // sqlx asks for these very bytes at the start of the file; other tools do not know them.
  if (text.starts_with("-- no-transaction")) whole.wrapping = Wrapping::message;
  std::vector<Batch> batches;
  const Scan found = scan(text, ScanMode::script);
  for (const Comment& comment : found.comments) {
    if (comment.block) continue;
    const std::string line = squeezed(text.substr(comment.span.begin, comment.span.end - comment.span.begin));
    if (const MarkerText* tool = find_marker(tool_markers, line); tool && whole.wrapping == Wrapping::unknown)
      whole.wrapping = tool->wrapping;
    if (const MarkerText* file = find_marker(file_markers, line)) whole.wrapping = file->wrapping;
    const MarkerText* batch = find_marker(batch_markers, line);
    if (batch && belongs(*batch, framework)) batches.push_back({.begin = comment.span.begin, .wrapping = batch->wrapping});
  }
  batches.insert(batches.begin(), whole);
  return batches;
}

}  // namespace safeops::sql
