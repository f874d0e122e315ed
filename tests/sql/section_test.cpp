#include <gtest/gtest.h>

#include <ostream>

#include "sql/script.hpp"

namespace safeops::sql {
namespace {

struct Row {
  const char* path;
  const char* sql;  // DROP TABLE up_..., DROP TABLE down_... say where they belong
  Framework framework;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.path << ": " << row.sql;
}

class Sectioning : public testing::TestWithParam<Row> {};

TEST_P(Sectioning, TellsUpFromDown) {
  const Row& row = GetParam();
  const Script script = analyze(row.sql, row.path);
  EXPECT_EQ(to_string(script.framework), to_string(row.framework));
  ASSERT_TRUE(script.complete()) << script.problems.front().message;
  ASSERT_FALSE(script.statements.empty());
  for (const Statement& statement : script.statements) {
    const bool down = statement.effects.at(0).object.name.starts_with("down");
    EXPECT_EQ(statement.direction, down ? Direction::down : Direction::up) << statement.effects[0].object.name;
  }
}

constexpr Row rows[] = {
    {"db/0001_x.sql", "-- +goose Up\nDROP TABLE up_a;\n-- +goose Down\nDROP TABLE down_a;", Framework::goose},
    {"db/0001_x.sql",
     "-- +goose up\n-- +goose StatementBegin\nDROP TABLE up_a;\n-- +goose StatementEnd\n--  +goose   DOWN\nDROP TABLE down_a",
     Framework::goose},
    {"db/0001_x.sql", "-- +goose Up\nDROP TABLE up_a -- no semicolon\n-- +goose Down\nDROP TABLE down_a", Framework::goose},
    {"db/1_x.sql", "-- migrate:up transaction:false\nDROP TABLE up_a;\n\n-- migrate:down\nDROP TABLE down_a;", Framework::dbmate},
    {"db/1_x.sql", "-- +migrate Up\nDROP TABLE up_a;\n-- +migrate Down\nDROP TABLE down_a;\n-- +migrate Up\nDROP TABLE up_b;",
     Framework::sql_migrate},
    {"db/x.sql", "-- Up Migration\nDROP TABLE up_a;\n-- Down Migration\nDROP TABLE down_a;", Framework::none},
    {"db/001_x.sql", "DROP TABLE up_a;\n---- create above / drop below ----\nDROP TABLE down_a;", Framework::none},
    {"db/000001_x.up.sql", "DROP TABLE up_a;", Framework::golang_migrate},
    {"db/000001_x.down.sql", "DROP TABLE down_a;", Framework::golang_migrate},
    {"db/1_x.up.sql", "-- no-transaction\nDROP TABLE up_a;", Framework::sqlx},
    {"migrations/2020-01-01-000000_x/up.sql", "DROP TABLE up_a", Framework::diesel},
    {"migrations/2020-01-01-000000_x/down.sql", "DROP TABLE down_a", Framework::diesel},
    {"db/V1_2__x.sql", "DROP TABLE up_a", Framework::flyway},
    {"db/U1.2__x.sql", "DROP TABLE down_a", Framework::flyway},
    {"db/R__views.sql", "DROP TABLE up_a", Framework::flyway},
    {"prisma/migrations/20240101000000_x/migration.sql", "DROP TABLE up_a", Framework::prisma},
    {"db/structure.sql", "DROP TABLE up_a", Framework::rails},
    {"db/deploy/x.sql", "DROP TABLE up_a", Framework::sqitch},
    {"db/revert/x.sql", "DROP TABLE down_a", Framework::sqitch},
    {"db/verify/x.sql", "DROP TABLE down_a", Framework::sqitch},
    {"db/x.rollback.sql", "DROP TABLE down_a", Framework::none},
    {"db/x.sql",
     "--liquibase formatted sql\n--changeset a:1\nDROP TABLE up_a;\n--rollback DROP TABLE down_a\n--changeset a:2\nDROP TABLE "
     "up_b;\n"
     "--rollback DROP TABLE\n--rollback down_b;\n--changeset a:3\nDROP TABLE up_c;\n--rollback empty\n/* liquibase "
     "rollback\nDROP TABLE "
     "down_c;*/",
     Framework::liquibase},
    // What no tool would take as a rollback runs with the rest.
    {"db/x.sql", "DROP TABLE up_a;\n-- +goose Down\nDROP TABLE up_b;", Framework::none},
    {"db/1_x.up.sql", "-- +goose Up\nDROP TABLE up_a;\n-- +goose Down\nDROP TABLE up_b;", Framework::golang_migrate},
    {"db/x.sql", "SELECT '\n-- +goose Up\n-- +goose Down\n' AS x INTO up_a; DROP TABLE up_b", Framework::none},
    {"db/x.sql", "-- +goose Up\nDROP TABLE up_a; -- +goose Down\nDROP TABLE up_b;", Framework::goose},
};

INSTANTIATE_TEST_SUITE_P(Frameworks, Sectioning, testing::ValuesIn(rows));

TEST(Sections, ABrokenRollbackIsAProblemOfTheRollback) {
  const Script script = analyze("-- +goose Up\nDROP TABLE a;\n-- +goose Down\nDROP COLUMN x;\nDROP TABLE b;", "");
  ASSERT_EQ(script.problems.size(), 1u);
  EXPECT_EQ(script.problems[0].direction, Direction::down);
  EXPECT_EQ(script.statements.size(), 2u);
}

TEST(Sections, LiquibaseRollbackStandsWhereItIsWritten) {
  const std::string_view sql = "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n--rollback DROP TABLE t;";
  const Script script = analyze(sql, "");
  ASSERT_EQ(script.statements.size(), 2u);
  EXPECT_EQ(sql.substr(script.statements[1].span.begin), "DROP TABLE t;");
}

struct DeclarationRow {
  const char* path;
  const char* sql;
  DeclaredPhase declared;
};

TEST(Declaration, IsReadFromNameAndHeader) {
  constexpr DeclarationRow declarations[] = {
      {"db/001-expand-add-column.sql", "", DeclaredPhase::expand},
      {"db/002_Contract_x.sql", "", DeclaredPhase::contract},
      {"db/contract/x.sql", "", DeclaredPhase::contract},
      {"db/expanded-x.sql", "", DeclaredPhase::none},
      {"db/x.sql", "-- a\n-- Phase: Expand (first)\nSELECT 1", DeclaredPhase::expand},
      {"db/x.sql", "/* x\n * phase = CONTRACT\n */", DeclaredPhase::contract},
      {"db/x.sql", "SELECT 1; -- Phase: expand", DeclaredPhase::none},
      {"db/x.sql", "-- phase: expanded", DeclaredPhase::none},
      {"db/x.sql", "SELECT '-- Phase: expand'", DeclaredPhase::none},
  };
  for (const DeclarationRow& row : declarations)
    EXPECT_EQ(analyze(row.sql, row.path).declared, row.declared) << row.path << row.sql;
}

TEST(Declaration, NamesTheComment) {
  const std::string_view sql = "-- Phase: Expand\nSELECT 1";
  EXPECT_EQ(analyze(sql, "x.sql").declared_span, (Span{0, 16}));
  EXPECT_EQ(analyze(sql, "x-expand.sql").declared_span, Span{});
}

TEST(Directives, AreOnlyReadInComments) {
  const std::string_view sql =
      "-- safeops:allow schema-drop-table until 2026-01-01\nSELECT '\n-- safeops:allow x', $$\n-- safeops:allow y\n$$;\n"
      "/* safeops:allow a b */ SELECT 1; -- safeops:allow c\n-- see safeops:allow d\n-- safeops:allowed e\n/*\n * safeops:allow "
      "f\n */";
  const Script script = analyze(sql, "");
  std::vector<std::string> texts;
  for (const Directive& directive : script.directives) texts.push_back(directive.text);
  EXPECT_EQ(texts, (std::vector<std::string>{"schema-drop-table until 2026-01-01", "a b", "c", "f"}));
  EXPECT_EQ(sql.substr(script.directives[2].span.begin, 22), "-- safeops:allow c\n-- ");
}

}  // namespace
}  // namespace safeops::sql
