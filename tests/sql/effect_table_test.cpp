#include <gtest/gtest.h>

#include <ostream>

#include "sql/script.hpp"

namespace safeops::sql {
namespace {

using Kind = Effect::Kind;
using Target = Effect::Target;

// One statement, and the first of its effects that counts.
struct Row {
  const char* sql;
  Kind kind;
  Target target = Target::none;
  const char* object = "";  // schema.name
  const char* member = "";
  const char* renamed_to = "";
  Phase phase = Phase::contract;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.sql;
}

class EffectTable : public testing::TestWithParam<Row> {};

TEST_P(EffectTable, FirstEffect) {
  const Row& row = GetParam();
  const Script script = analyze(row.sql, "");
  ASSERT_TRUE(script.problems.empty()) << script.problems.front().message;
  ASSERT_EQ(script.statements.size(), 1u);
  ASSERT_FALSE(script.statements[0].effects.empty());
  const Effect& effect = script.statements[0].effects.front();
  EXPECT_EQ(to_string(effect.kind), to_string(row.kind));
  EXPECT_EQ(to_string(effect.target), to_string(row.target));
  EXPECT_EQ(effect.object.empty() ? "" : effect.object.text(), row.object);
  EXPECT_EQ(effect.member, row.member);
  EXPECT_EQ(effect.renamed_to, row.renamed_to);
  EXPECT_EQ(to_string(effect.phase()), to_string(row.phase));
}

constexpr Row contract[] = {
    {"DROP TABLE a", Kind::drop_table, Target::table, "a"},
    {"DROP FOREIGN TABLE a", Kind::drop_table, Target::table, "a"},
    {"DROP SCHEMA s", Kind::drop_schema, Target::schema, "s"},
    {"DROP DATABASE d", Kind::drop_database, Target::database, "d"},
    {"DROP VIEW s.v", Kind::drop_view, Target::view, "s.v"},
    {"DROP MATERIALIZED VIEW m", Kind::drop_materialized_view, Target::materialized_view, "m"},
    {"DROP TYPE s.t", Kind::drop_type, Target::type, "s.t"},
    {"DROP DOMAIN d", Kind::drop_type, Target::domain, "d"},
    {"DROP FUNCTION s.f(int, text)", Kind::drop_function, Target::function, "s.f"},
    {"DROP PROCEDURE p", Kind::drop_function, Target::function, "p"},
    {"DROP AGGREGATE a(int)", Kind::drop_function, Target::function, "a"},
    {"DROP SEQUENCE s", Kind::drop_sequence, Target::sequence, "s"},
    {"DROP EXTENSION hstore", Kind::drop_extension, Target::extension, "hstore"},
    {"DROP TRIGGER x ON s.t", Kind::drop_trigger, Target::trigger, "s.t", "x"},
    {"DROP RULE r ON t", Kind::drop_other, Target::rule, "t", "r"},
    {"DROP POLICY p ON t", Kind::row_security, Target::policy, "t", "p"},
    {"DROP OWNED BY app", Kind::drop_owned, Target::role, "app"},
    {"DROP ROLE app", Kind::drop_other, Target::role, "app"},
    {"DROP CAST (int AS text)", Kind::drop_other, Target::other},
    {"DROP TABLESPACE x", Kind::drop_other, Target::other, "x"},
    {"ALTER TABLE t DROP COLUMN c", Kind::drop_column, Target::column, "t", "c"},
    {"ALTER TABLE t ALTER c DROP DEFAULT", Kind::drop_default, Target::column, "t", "c"},
    {"ALTER TABLE t ALTER c DROP IDENTITY", Kind::drop_default, Target::column, "t", "c"},
    {"ALTER TABLE t DROP CONSTRAINT x", Kind::drop_constraint, Target::constraint, "t", "x"},
    {"ALTER TABLE t RENAME COLUMN a TO b", Kind::rename, Target::column, "t", "a", "b"},
    {"ALTER TABLE t RENAME TO u", Kind::rename, Target::table, "t", "", "u"},
    {"ALTER SCHEMA s RENAME TO t", Kind::rename, Target::schema, "s", "", "t"},
    {"ALTER DATABASE a RENAME TO b", Kind::rename, Target::database, "a", "", "b"},
    {"ALTER TYPE e RENAME VALUE 'a' TO 'b'", Kind::rename, Target::enum_value, "e", "a", "b"},
    {"ALTER TYPE e RENAME TO f", Kind::rename, Target::type, "e", "", "f"},
    {"ALTER TYPE e RENAME ATTRIBUTE a TO b", Kind::rename, Target::column, "e", "a", "b"},
    {"ALTER VIEW v RENAME TO w", Kind::rename, Target::view, "v", "", "w"},
    {"ALTER FUNCTION f(int) RENAME TO g", Kind::rename, Target::function, "f", "", "g"},
    {"ALTER TABLE t RENAME CONSTRAINT a TO b", Kind::rename, Target::constraint, "t", "a", "b"},
    {"ALTER TRIGGER x ON t RENAME TO y", Kind::rename, Target::trigger, "t", "x", "y"},
    {"ALTER SEQUENCE s RENAME TO r", Kind::rename, Target::sequence, "s", "", "r"},
    {"ALTER TABLE t SET SCHEMA other", Kind::set_schema, Target::table, "t", "", "other"},
    {"ALTER FUNCTION f(int) SET SCHEMA other", Kind::set_schema, Target::function, "f", "", "other"},
    {"ALTER TABLE t ALTER c TYPE bigint", Kind::change_type, Target::column, "t", "c"},
    {"ALTER TYPE c ALTER ATTRIBUTE a TYPE text", Kind::change_type, Target::type, "c", "a"},
    {"ALTER TYPE c DROP ATTRIBUTE a", Kind::drop_other, Target::type, "c", "a"},
    {"ALTER TABLE t ALTER c SET NOT NULL", Kind::set_not_null, Target::column, "t", "c"},
    {"ALTER TABLE t ADD CONSTRAINT n NOT NULL c", Kind::set_not_null, Target::column, "t", "c"},
    {"ALTER TABLE t ADD CONSTRAINT x CHECK (a > 0)", Kind::add_check, Target::constraint, "t", "x"},
    {"ALTER TABLE t ADD CONSTRAINT x UNIQUE (a)", Kind::add_unique, Target::constraint, "t", "x"},
    {"ALTER TABLE t ADD PRIMARY KEY (a)", Kind::add_primary_key, Target::constraint, "t", ""},
    {"ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES r", Kind::add_foreign_key, Target::constraint, "t", "f"},
    {"ALTER TABLE t ADD EXCLUDE USING gist (a WITH =)", Kind::add_exclude, Target::constraint, "t", ""},
    {"ALTER DOMAIN d ADD CONSTRAINT x CHECK (VALUE > 0)", Kind::add_check, Target::domain, "d", "x"},
    {"ALTER DOMAIN d SET NOT NULL", Kind::set_not_null, Target::domain, "d"},
    {"ALTER DOMAIN d DROP CONSTRAINT x", Kind::drop_constraint, Target::domain, "d", "x"},
    {"REVOKE SELECT ON s.t FROM app", Kind::revoke, Target::table, "s.t"},
    {"REVOKE admin FROM app", Kind::revoke, Target::role, "admin"},
    {"ALTER TABLE t ENABLE ROW LEVEL SECURITY", Kind::row_security, Target::table, "t"},
    {"ALTER TABLE t FORCE ROW LEVEL SECURITY", Kind::row_security, Target::table, "t"},
    {"ALTER POLICY p ON t USING (true)", Kind::row_security, Target::policy, "t", "p"},
    {"CREATE POLICY p ON t AS RESTRICTIVE", Kind::row_security, Target::policy, "t", "p"},
    {"ALTER TABLE t OWNER TO other", Kind::owner, Target::table, "t"},
    {"ALTER FUNCTION f() OWNER TO other", Kind::owner, Target::function, "f"},
    {"REASSIGN OWNED BY a TO b", Kind::owner, Target::role, "a"},
    {"ALTER TABLE t DETACH PARTITION p", Kind::detach_partition, Target::table, "t", "p"},
    {"ALTER TABLE t NO INHERIT p", Kind::detach_partition, Target::table, "t", "p"},
};

constexpr Row expand[] = {
    {"CREATE TABLE s.t (a int)", Kind::create_table, Target::table, "s.t", "", "", Phase::expand},
    {"CREATE TABLE t AS SELECT 1", Kind::create_table, Target::table, "t", "", "", Phase::expand},
    {"SELECT 1 INTO t", Kind::create_table, Target::table, "t", "", "", Phase::expand},
    {"CREATE FOREIGN TABLE t (a int) SERVER s", Kind::create_table, Target::table, "t", "", "", Phase::expand},
    {"CREATE SCHEMA s", Kind::create_schema, Target::schema, "s", "", "", Phase::expand},
    {"CREATE VIEW v AS SELECT 1", Kind::create_view, Target::view, "v", "", "", Phase::expand},
    {"CREATE OR REPLACE VIEW v AS SELECT 1", Kind::replace_view, Target::view, "v", "", "", Phase::expand},
    {"CREATE MATERIALIZED VIEW m AS SELECT 1", Kind::create_materialized_view, Target::materialized_view, "m", "", "",
     Phase::expand},
    {"CREATE TYPE e AS ENUM ('a')", Kind::create_type, Target::type, "e", "", "", Phase::expand},
    {"CREATE TYPE c AS (a int)", Kind::create_type, Target::type, "c", "", "", Phase::expand},
    {"CREATE DOMAIN d AS int", Kind::create_type, Target::domain, "d", "", "", Phase::expand},
    {"CREATE SEQUENCE s", Kind::create_sequence, Target::sequence, "s", "", "", Phase::expand},
    {"CREATE EXTENSION hstore", Kind::create_extension, Target::extension, "hstore", "", "", Phase::expand},
    {"CREATE INDEX i ON s.t (a)", Kind::create_index, Target::index, "s.t", "i", "", Phase::expand},
    {"CREATE TRIGGER x BEFORE INSERT ON t EXECUTE FUNCTION f()", Kind::create_trigger, Target::trigger, "t", "x", "",
     Phase::expand},
    {"CREATE POLICY p ON t", Kind::create_other, Target::policy, "t", "p", "", Phase::expand},
    {"CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM u; SELECT 1)", Kind::create_other, Target::rule, "t", "r", "",
     Phase::expand},
    {"CREATE ROLE app", Kind::create_other, Target::role, "app", "", "", Phase::expand},
    {"CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1", Kind::create_function, Target::function, "f", "", "",
     Phase::expand},
    {"CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1", Kind::replace_function, Target::function, "f", "", "",
     Phase::expand},
    {"ALTER TABLE t ADD COLUMN c int", Kind::add_column, Target::column, "t", "c", "", Phase::expand},
    {"ALTER TYPE s.e ADD VALUE 'x'", Kind::add_enum_value, Target::enum_value, "s.e", "x", "", Phase::expand},
    {"ALTER TABLE t ATTACH PARTITION p DEFAULT", Kind::attach_partition, Target::table, "t", "p", "", Phase::expand},
    {"ALTER TABLE t ALTER c DROP NOT NULL", Kind::drop_not_null, Target::column, "t", "c", "", Phase::expand},
    {"ALTER TABLE t ALTER c SET DEFAULT 1", Kind::set_default, Target::column, "t", "c", "", Phase::expand},
    {"ALTER TABLE t VALIDATE CONSTRAINT x", Kind::validate_constraint, Target::constraint, "t", "x", "", Phase::expand},
    {"DROP INDEX s.i", Kind::drop_index, Target::index, "s.i", "", "", Phase::expand},
};

constexpr Row data[] = {
    {"TRUNCATE s.t", Kind::truncate, Target::table, "s.t", "", "", Phase::data},
    {"DELETE FROM t WHERE a = 1", Kind::delete_rows, Target::table, "t", "", "", Phase::data},
    {"UPDATE t SET a = 1 WHERE b", Kind::update_rows, Target::table, "t", "", "", Phase::data},
    {"INSERT INTO t VALUES (1)", Kind::insert_rows, Target::table, "t", "", "", Phase::data},
    {"COPY t FROM '/x.csv'", Kind::copy_rows, Target::table, "t", "", "", Phase::data},
    {"MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", Kind::merge_rows, Target::table, "t", "", "", Phase::data},
    {"EXPLAIN ANALYZE DELETE FROM t", Kind::delete_rows, Target::table, "t", "", "", Phase::data},
    {"PREPARE p AS DELETE FROM t", Kind::delete_rows, Target::table, "t", "", "", Phase::data},
};

constexpr Row neither[] = {
    {"SELECT 1", Kind::select, Target::none, "", "", "", Phase::neutral},
    {"EXPLAIN DELETE FROM t", Kind::select, Target::none, "", "", "", Phase::neutral},
    {"COPY t TO '/x.csv'", Kind::select, Target::table, "t", "", "", Phase::neutral},
    {"ALTER INDEX i RENAME TO j", Kind::rename, Target::index, "i", "", "j", Phase::neutral},
    {"LOCK TABLE t", Kind::lock_table, Target::table, "t", "", "", Phase::neutral},
    {"SET lock_timeout = '5s'", Kind::setting, Target::none, "", "lock_timeout", "", Phase::neutral},
    {"RESET lock_timeout", Kind::setting, Target::none, "", "lock_timeout", "", Phase::neutral},
    {"BEGIN", Kind::transaction, Target::none, "", "BEGIN", "", Phase::neutral},
    {"COMMIT", Kind::transaction, Target::none, "", "COMMIT", "", Phase::neutral},
    {"VACUUM FULL t", Kind::maintenance, Target::table, "t", "", "", Phase::neutral},
    {"REINDEX INDEX CONCURRENTLY i", Kind::maintenance, Target::index, "i", "", "", Phase::neutral},
    {"REFRESH MATERIALIZED VIEW m", Kind::maintenance, Target::materialized_view, "m", "", "", Phase::neutral},
    {"GRANT SELECT ON t TO app", Kind::grant, Target::table, "t", "", "", Phase::neutral},
    {"COMMENT ON TABLE t IS 'x'", Kind::comment, Target::none, "", "", "", Phase::neutral},
    {"ALTER TABLE t ALTER a SET STATISTICS 10", Kind::other, Target::table, "t", "a", "", Phase::neutral},
    {"ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM app", Kind::other, Target::none, "", "", "", Phase::neutral},
    {"CALL p(1)", Kind::call, Target::function, "p", "", "", Phase::unknown},
    {"COPY t TO PROGRAM 'x'", Kind::dynamic_sql, Target::none, "", "", "", Phase::unknown},
    {"COPY t FROM PROGRAM 'x'", Kind::dynamic_sql, Target::none, "", "", "", Phase::unknown},
    {"DO LANGUAGE plpython3u 'x'", Kind::dynamic_sql, Target::none, "", "", "", Phase::unknown},
};

INSTANTIATE_TEST_SUITE_P(Contract, EffectTable, testing::ValuesIn(contract));
INSTANTIATE_TEST_SUITE_P(Expand, EffectTable, testing::ValuesIn(expand));
INSTANTIATE_TEST_SUITE_P(Data, EffectTable, testing::ValuesIn(data));
INSTANTIATE_TEST_SUITE_P(Neither, EffectTable, testing::ValuesIn(neither));

struct CommandRow {
  const char* sql;
  const char* command;
};

TEST(Command, IsTheServersTag) {
  constexpr CommandRow rows[] = {
      {"DROP MATERIALIZED VIEW m", "DROP MATERIALIZED VIEW"},
      {"ALTER VIEW v ALTER a SET DEFAULT 1", "ALTER VIEW"},
      {"ALTER TABLE t RENAME a TO b", "ALTER TABLE"},
      {"CREATE MATERIALIZED VIEW m AS SELECT 1", "CREATE MATERIALIZED VIEW"},
      {"CREATE TABLE t AS SELECT 1", "CREATE TABLE AS"},
      {"SELECT 1 INTO t", "SELECT INTO"},
      {"ROLLBACK", "ROLLBACK"},
      {"ANALYZE t", "ANALYZE"},
      {"REVOKE ALL ON t FROM x", "REVOKE"},
      {"CREATE PROCEDURE p() LANGUAGE sql AS ''", "CREATE PROCEDURE"},
      {"ALTER OPERATOR + (int, int) SET (RESTRICT = NONE)", "ALTER OPERATOR"},
  };
  for (const CommandRow& row : rows) {
    const Script script = analyze(row.sql, "");
    ASSERT_EQ(script.statements.size(), 1u) << row.sql;
    EXPECT_EQ(script.statements[0].kind, row.command);
  }
}

}  // namespace
}  // namespace safeops::sql
