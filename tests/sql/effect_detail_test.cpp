#include <gtest/gtest.h>

#include "sql/script.hpp"

namespace safeops::sql {
namespace {

using Kind = Effect::Kind;

std::vector<Effect> effects_of(std::string_view sql) {
  const Script script = analyze(sql, "");
  EXPECT_TRUE(script.problems.empty()) << sql;
  std::vector<Effect> effects;
  for (const Statement& statement : script.statements)
    effects.insert(effects.end(), statement.effects.begin(), statement.effects.end());
  return effects;
}

std::vector<Kind> kinds_of(std::string_view sql) {
  std::vector<Kind> kinds;
  for (const Effect& effect : effects_of(sql)) kinds.push_back(effect.kind);
  return kinds;
}

std::string_view at(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

TEST(AddColumn, IsRequiredWhenNothingFillsIt) {
  const std::vector<Kind> required{Kind::add_column, Kind::add_required_column};
  EXPECT_EQ(kinds_of("ALTER TABLE t ADD c int NOT NULL"), required);
  EXPECT_EQ(kinds_of("ALTER TABLE t ADD c int PRIMARY KEY"), required);
  EXPECT_EQ(kinds_of("ALTER TABLE t ADD c int NOT NULL DEFAULT NULL"), required);
}

TEST(AddColumn, IsNotRequiredWhenFilledOrNullable) {
  const std::vector<Kind> plain{Kind::add_column};
  EXPECT_EQ(kinds_of("ALTER TABLE t ADD c int"), plain);
  EXPECT_EQ(kinds_of("ALTER TABLE t ADD c int NOT NULL DEFAULT 0"), plain);
  EXPECT_EQ(kinds_of("ALTER TABLE t ADD c int GENERATED ALWAYS AS IDENTITY NOT NULL"), plain);
  EXPECT_EQ(kinds_of("ALTER TABLE t ADD c int NOT NULL GENERATED ALWAYS AS (a + 1) STORED"), plain);
  EXPECT_EQ(kinds_of("ALTER TABLE t ADD c bigserial NOT NULL"), plain);
}

TEST(AddColumn, InlineConstraintsAreDetail) {
  const std::vector<Effect> effects =
      effects_of("ALTER TABLE t ADD c int UNIQUE REFERENCES s.r (id) ON DELETE CASCADE CHECK (c > 0)");
  ASSERT_EQ(effects.size(), 1u);
  EXPECT_EQ(effects[0].detail, "unique, references s.r(id), check");
  EXPECT_EQ(effects[0].related, (Name{"s", "r"}));
  EXPECT_TRUE(effects[0].cascade);
}

TEST(Type, IsPrintedAsPostgresDoes) {
  const auto type = [](const std::string& sql) { return effects_of("ALTER TABLE t ADD c " + sql).front().type; };
  EXPECT_EQ(type("int"), "integer");
  EXPECT_EQ(type("varchar(10)"), "character varying(10)");
  EXPECT_EQ(type("numeric(10, 2)"), "numeric(10,2)");
  EXPECT_EQ(type("timestamptz(3)"), "timestamp(3) with time zone");
  EXPECT_EQ(type("text[][]"), "text[][]");
  EXPECT_EQ(type("s.\"Mood\""), "s.\"Mood\"");
}

TEST(Constraint, TellsColumnsValidityAndTheReferencedTable) {
  const std::vector<Effect> effects = effects_of(
      "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES s.r (c, d) ON DELETE CASCADE NOT VALID,"
      " ADD CONSTRAINT k CHECK (x > y) NOT VALID, ADD CONSTRAINT u UNIQUE USING INDEX i, ADD CONSTRAINT n NOT NULL z NOT VALID");
  ASSERT_EQ(effects.size(), 4u);
  EXPECT_EQ(effects[0].columns, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(effects[0].related, (Name{"s", "r"}));
  EXPECT_TRUE(effects[0].cascade && effects[0].not_valid);
  EXPECT_EQ(effects[1].columns, (std::vector<std::string>{"x", "y"}));
  EXPECT_TRUE(effects[1].not_valid);
  EXPECT_EQ(effects[2].detail, "using index i");
  EXPECT_FALSE(effects[2].not_valid);
  EXPECT_EQ(effects[3].member, "z");
  EXPECT_TRUE(effects[3].not_valid);
}

TEST(Flags, AreRead) {
  EXPECT_TRUE(effects_of("DROP TABLE IF EXISTS a CASCADE")[0].if_exists);
  EXPECT_TRUE(effects_of("DROP TABLE IF EXISTS a CASCADE")[0].cascade);
  EXPECT_TRUE(effects_of("TRUNCATE a CASCADE")[0].cascade);
  EXPECT_TRUE(effects_of("DROP INDEX CONCURRENTLY i")[0].concurrently);
  EXPECT_TRUE(effects_of("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)")[0].if_exists);
  EXPECT_TRUE(effects_of("ALTER TABLE t DETACH PARTITION p CONCURRENTLY")[0].concurrently);
  EXPECT_TRUE(effects_of("SET LOCAL lock_timeout = 5")[0].local);
  EXPECT_EQ(effects_of("SET LOCAL lock_timeout = 5")[0].detail, "5");
}

TEST(AllRows, IsToldByConditionsThatAlwaysHold) {
  for (const char* condition : {"", " WHERE true", " WHERE 1=1", " WHERE 't'", " WHERE 'a'='a'", " WHERE NOT false",
                                " WHERE a = 2 OR true", " WHERE 1=1 AND NOT 1=2", " WHERE 2 > 1", " WHERE true::boolean"})
    EXPECT_TRUE(effects_of(std::string("DELETE FROM t") + condition)[0].all_rows) << condition;
  EXPECT_TRUE(effects_of("UPDATE t SET a = 1 FROM b")[0].all_rows);
  EXPECT_TRUE(effects_of("DELETE FROM t USING b")[0].all_rows);
}

TEST(AllRows, IsNotSaidOfConditionsThatMayFail) {
  for (const char* condition :
       {" WHERE a = 1", " WHERE 1=2", " WHERE false", " WHERE a = 1 AND true", " WHERE NOT true", " WHERE '1' = a"})
    EXPECT_FALSE(effects_of(std::string("DELETE FROM t") + condition)[0].all_rows) << condition;
}

TEST(Data, InCommonTableExpressionsCounts) {
  EXPECT_EQ(kinds_of("WITH d AS (DELETE FROM t RETURNING 1), u AS (UPDATE v SET a = 1 RETURNING 1) SELECT * FROM d"),
            (std::vector<Kind>{Kind::select, Kind::delete_rows, Kind::update_rows}));
}

TEST(Insert, TellsItsColumns) {
  EXPECT_EQ(effects_of("INSERT INTO t (a, b) VALUES (1, 2)")[0].columns, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(effects_of("INSERT INTO t VALUES (1, 2)")[0].detail, "no column list");
  EXPECT_EQ(effects_of("INSERT INTO t DEFAULT VALUES")[0].detail, "");
}

TEST(Dynamic, FunctionsThatRunTextAreSeenAnywhere) {
  EXPECT_EQ(kinds_of("SELECT dblink_exec('x', 'DROP TABLE t')"), (std::vector<Kind>{Kind::select, Kind::dynamic_sql}));
  EXPECT_EQ(kinds_of("SELECT * FROM a WHERE b IN (SELECT c FROM dblink('x', 'y') AS d(c int))"),
            (std::vector<Kind>{Kind::select, Kind::dynamic_sql}));
}

TEST(Span, IsThatOfTheSubcommand) {
  const std::string_view sql = "ALTER TABLE ONLY s.\"T\" ADD a numeric(1, 2), DROP COLUMN /* , */ b, ADD CHECK (c IN (1, 2))";
  const std::vector<Effect> effects = effects_of(sql);
  ASSERT_EQ(effects.size(), 3u);
  EXPECT_EQ(at(sql, effects[0].span), "ADD a numeric(1, 2)");
  EXPECT_EQ(at(sql, effects[1].span), "DROP COLUMN /* , */ b");
  EXPECT_EQ(at(sql, effects[2].span), "ADD CHECK (c IN (1, 2))");
}

TEST(Span, IsThatOfTheNameInALists) {
  const std::string_view drop = "DROP FUNCTION IF EXISTS f(int, text), s.g CASCADE";
  EXPECT_EQ(at(drop, effects_of(drop)[0].span), "f(int, text)");
  EXPECT_EQ(at(drop, effects_of(drop)[1].span), "s.g");
  const std::string_view truncate = "TRUNCATE a, s . b";
  EXPECT_EQ(at(truncate, effects_of(truncate)[1].span), "s . b");
}

TEST(Names, FollowPostgresFolding) {
  EXPECT_EQ(effects_of("DROP TABLE FooBar")[0].object.name, "foobar");
  EXPECT_EQ(effects_of("DROP TABLE \"FooBar\"")[0].object.name, "FooBar");
  EXPECT_EQ(effects_of("DROP TABLE U&\"\\0075sers\"")[0].object.name, "users");
  EXPECT_EQ(effects_of("DROP TABLE \"a\"\"b\"")[0].object.name, "a\"b");
}

TEST(Names, AreQuotedOnlyWhereTheyMustBe) {
  EXPECT_EQ((Name{"s", "t"}.text()), "s.t");
  EXPECT_EQ((Name{"", "Order"}.text()), "\"Order\"");
  EXPECT_EQ((Name{"", "order"}.text()), "\"order\"");
  EXPECT_EQ((Name{"", "a\"b"}.text()), "\"a\"\"b\"");
  EXPECT_EQ((Name{"", "1a"}.text()), "\"1a\"");
}

TEST(Names, MayBeTheSameWhenASchemaIsNotGiven) {
  EXPECT_TRUE((Name{"", "t"}.may_be({"s", "t"})));
  EXPECT_TRUE((Name{"public", "t"}.may_be({"", "t"})));
  EXPECT_FALSE((Name{"a", "t"}.may_be({"b", "t"})));
  EXPECT_FALSE((Name{"", "t"}.may_be({"", "u"})));
}

TEST(SchemaElements, BelongToTheSchema) {
  const std::vector<Effect> effects = effects_of("CREATE SCHEMA s CREATE TABLE t (a int)");
  ASSERT_EQ(effects.size(), 2u);
  EXPECT_EQ(effects[1].object, (Name{"s", "t"}));
}

TEST(StatementPhase, IsTheWorstOfItsEffects) {
  EXPECT_EQ(analyze("ALTER TABLE t ADD a int, DROP b", "").statements[0].phase(), Phase::contract);
  EXPECT_EQ(analyze("WITH d AS (DELETE FROM t RETURNING 1) SELECT dblink('')", "").statements[0].phase(), Phase::unknown);
  EXPECT_EQ(analyze("SELECT 1", "").statements[0].phase(), Phase::neutral);
}

}  // namespace
}  // namespace safeops::sql
