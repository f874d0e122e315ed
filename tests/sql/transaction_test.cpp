#include "sql/transaction.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace safeops::sql {
namespace {

char letter(Enclosure::Kind kind) {
  switch (kind) {
    case Enclosure::Kind::nothing:
      return '-';
    case Enclosure::Kind::begin:
      return 'b';
    case Enclosure::Kind::tool:
      return 't';
    case Enclosure::Kind::message:
      return 'm';
    case Enclosure::Kind::body:
      return 'd';
  }
  return '?';
}

std::string_view word(TransactionFault::Kind kind) {
  switch (kind) {
    case TransactionFault::Kind::nested_begin:
      return "nested";
    case TransactionFault::Kind::stray_end:
      return "stray";
    case TransactionFault::Kind::ends_tool:
      return "ends tool";
    case TransactionFault::Kind::unfinished:
      return "unfinished";
  }
  return "?";
}

// One letter a statement, one blank where a transaction ends.
std::string shape(const Transactions& found) {
  std::string text;
  for (std::size_t i = 0; i < found.enclosures.size(); ++i) {
    if (i > 0 && found.enclosures[i].number != found.enclosures[i - 1].number) text += ' ';
    text += letter(found.enclosures[i].kind);
  }
  return text;
}

std::string faults(const Transactions& found) {
  std::string text;
  for (const TransactionFault& fault : found.faults) text += (text.empty() ? "" : ", ") + std::string(word(fault.kind));
  return text;
}

struct Row {
  const char* path;
  const char* sql;
  const char* shape;
  const char* faults = "";
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.path << ": " << row.sql;
}

class Enclosing : public testing::TestWithParam<Row> {};

TEST_P(Enclosing, TellsWhatCommitsTogether) {
  const Transactions found = transactions_of(analyze(GetParam().sql, GetParam().path), GetParam().sql);
  EXPECT_EQ(shape(found), GetParam().shape);
  EXPECT_EQ(faults(found), GetParam().faults);
}

constexpr Row rows[] = {
    {"db/x.sql", "SELECT 1; SELECT 2;", "- -"},
    {"db/x.sql", "SELECT 1; BEGIN; SELECT 2; COMMIT; SELECT 3", "- bbb -"},
    {"db/x.sql", "BEGIN; SELECT 1; BEGIN; COMMIT", "bbbb", "nested"},
    {"db/x.sql", "SELECT 1; COMMIT", "- -", "stray"},
    {"db/x.sql", "BEGIN; SELECT 1", "bb", "unfinished"},
    {"db/x.sql", "BEGIN; SAVEPOINT s; ROLLBACK TO s; SELECT 1; ROLLBACK", "bbbbb"},
    {"db/x.sql", "DO $$BEGIN DELETE FROM a; DELETE FROM b; END$$; SELECT 1", "-dd -"},
    {"db/x.sql", "-- no-transaction\nSELECT 1; SELECT 2", "mm"},
    {"db/1_x.sql", "-- +goose Up\nSELECT 1; SELECT 2;\n-- +goose Down\nSELECT 3;", "tt t"},
    {"db/1_x.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1; SELECT 2;", "- -"},
    {"db/1_x.sql", "-- +goose no  transaction\n-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2", "- -"},
    {"db/1_x.sql", "-- +goose Up\nSELECT 1; COMMIT; SELECT 2; BEGIN; SELECT 3", "tt - bb", "ends tool, unfinished"},
    {"db/1_x.up.sql", "SELECT 1", "-"},
    {"db/1_x.up.sql", "SELECT 1; SELECT 2", "mm"},
    {"db/1_x.up.sql", "BEGIN; SELECT 1; COMMIT; SELECT 2", "bbb m"},
    {"db/1_x.up.sql", "-- no-transaction\nSELECT 1", "-"},
    {"db/1_x.sql", "-- migrate:up\nSELECT 1; SELECT 2;\n-- migrate:down\nSELECT 3", "tt t"},
    {"db/1_x.sql", "-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\nSELECT 3", "- t"},
    {"db/1_x.sql", "-- migrate:up transaction:false\nSELECT 1; SELECT 2\n-- migrate:down\nSELECT 3", "mm t"},
    {"db/1_x.sql", "-- +migrate Up notransaction\nSELECT 1; SELECT 2;\n-- +migrate Down\nSELECT 3", "- - t"},
    {"db/V1__x.sql", "SELECT 1; SELECT 2", "tt"},
    {"db/V1__x.sql", "VACUUM a; CREATE INDEX CONCURRENTLY i ON t (a)", "- -"},
    {"db/V1__x.sql", "SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a)", "tt"},
    {"db/x.sql",
     "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n--changeset a:2 runInTransaction:false\nSELECT 2; SELECT 3",
     "t - -"},
    {"db/deploy/x.sql", "BEGIN; SELECT 1; COMMIT;", "bbb"},
    {"db/1_x/up.sql", "SELECT 1; SELECT 2", "tt"},
    {"db/1_x/up.sql", "CREATE INDEX CONCURRENTLY i ON t (a)", "-"},
    {"db/1_x/up.sql", "SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a)", "mm"},
    {"prisma/migrations/20260101_x/migration.sql", "SELECT 1; SELECT 2", "mm"},
    {"db/001_x.sql", "SELECT 1; SELECT 2;\n---- create above / drop below ----\nSELECT 3", "tt t"},
    {"db/001_x.sql", "---- tern: disable-tx ----\nSELECT 1", "-"},
    {"db/000001-x.sql", "--! Previous: -\n--! Hash: sha1:ab\nSELECT 1; SELECT 2", "tt"},
    {"db/000001-x.sql", "--! Previous: -\n--! no-transaction\nSELECT 1", "-"},
    {"db/1_x.sql", "-- atlas:txmode none\nSELECT 1; SELECT 2", "- -"},
    {"db/x.sql", "", ""},
};

INSTANTIATE_TEST_SUITE_P(Tools, Enclosing, testing::ValuesIn(rows));

}  // namespace
}  // namespace safeops::sql
