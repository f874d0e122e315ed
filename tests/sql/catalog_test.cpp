#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/catalog/apply.hpp"
#include "sql/script.hpp"

namespace safeops::sql {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Catalog after(std::string_view sql) {
  Catalog catalog;
  for (const Statement& statement : analyze(sql, "").statements)
    if (statement.container == Container::top_level) apply(statement.command, catalog);
  return catalog;
}

std::vector<std::string> columns(const Catalog& catalog, const std::string& table) {
  std::vector<std::string> texts;
  if (const Relation* found = catalog.relation({"", table}))
    for (const Column& column : found->columns)
      texts.push_back(column.name + " " + (column.type.empty() ? "?" : column.type.text()) +
                      (column.not_null ? " not null" : ""));
  return texts;
}

std::vector<std::string> constraints(const Catalog& catalog, const std::string& table) {
  std::vector<std::string> names;
  if (const Relation* found = catalog.relation({"", table}))
    for (const Constraint& each : found->constraints) names.push_back(each.name);
  return names;
}

std::vector<std::string> indexes(const Catalog& catalog, const std::string& table) {
  std::vector<std::string> names;
  if (const Relation* found = catalog.relation({"", table}))
    for (const Index& each : found->indexes) names.push_back(each.name);
  return names;
}

std::vector<std::string> relations(const Catalog& catalog) {
  std::vector<std::string> names;
  for (const auto& [name, relation] : catalog.relations()) names.push_back(name.text());
  return names;
}

TEST(MadeUpNames, AreThoseOfTheServer) {
  const Catalog catalog = after(
      "CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE, b int CHECK (b > 0), c int REFERENCES t, d int,"
      " CHECK (a > b), CHECK (a < 10), EXCLUDE USING btree (d WITH =), UNIQUE (a, d));"
      "CREATE INDEX ON t (a, b); CREATE INDEX ON t (a, b); CREATE INDEX ON t ((a + 1), (b + 1))");
  EXPECT_THAT(constraints(catalog, "t"),
              ElementsAre("t_pkey", "t_a_key", "t_b_check", "t_check", "t_a_check", "t_d_excl", "t_a_d_key", "t_c_fkey"));
  EXPECT_THAT(indexes(catalog, "t"),
              ElementsAre("t_pkey", "t_a_key", "t_d_excl", "t_a_d_key", "t_a_b_idx", "t_a_b_idx1", "t_expr_expr1_idx"));
  EXPECT_THAT(relations(catalog), ElementsAre("public.t", "public.t_id_seq"));
}

TEST(MadeUpNames, AreCutWithin63Bytes) {
  const std::string forty(40, 'x'), fifty(50, 'y');
  const Catalog catalog = after("CREATE TABLE " + forty + " (" + fifty + " int UNIQUE)");
  EXPECT_THAT(constraints(catalog, forty), ElementsAre(std::string(29, 'x') + "_" + std::string(29, 'y') + "_key"));
}

TEST(CreateTable, KeepsTypesAndNotNull) {
  const Catalog catalog = after(
      "CREATE TABLE t (id bigserial, name varchar(20) NOT NULL, at timestamptz DEFAULT now(),"
      " n int GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (id, at))");
  EXPECT_THAT(columns(catalog, "t"), ElementsAre("id bigint not null", "name character varying(20) not null",
                                                 "at timestamp with time zone not null", "n integer not null"));
  EXPECT_EQ(catalog.relation({"", "t"})->column("id")->sequence.text(), "public.t_id_seq");
  EXPECT_EQ(catalog.relation({"", "t_n_seq"})->owner_column, "n");
}

TEST(AlterTable, ChangesWhatItSays) {
  const Catalog catalog = after(
      "CREATE TABLE t (a int, b int); ALTER TABLE t ADD c text NOT NULL DEFAULT '', DROP b, ALTER a TYPE bigint;"
      "ALTER TABLE t RENAME c TO d; ALTER TABLE t ADD CONSTRAINT k UNIQUE (d); ALTER TABLE t RENAME CONSTRAINT k TO l");
  EXPECT_THAT(columns(catalog, "t"), ElementsAre("a bigint", "d text not null"));
  EXPECT_THAT(constraints(catalog, "t"), ElementsAre("l"));
  EXPECT_THAT(indexes(catalog, "t"), ElementsAre("l"));
}

TEST(AlterTable, AnIndexTakesTheNameOfItsConstraint) {
  const Catalog catalog =
      after("CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY USING INDEX i");
  EXPECT_THAT(indexes(catalog, "t"), ElementsAre("k"));
  EXPECT_THAT(columns(catalog, "t"), ElementsAre("a integer not null"));
  EXPECT_EQ(catalog.index({"", "i"}), nullptr);
}

TEST(Drop, AColumnTakesItsIndexesKeysAndChecks) {
  const Catalog catalog = after(
      "CREATE TABLE t (a serial UNIQUE, b int, CHECK (a > b)); CREATE INDEX ON t (b) WHERE a > 0; CREATE INDEX i ON t (b);"
      "ALTER TABLE t DROP a");
  EXPECT_THAT(constraints(catalog, "t"), IsEmpty());
  EXPECT_THAT(indexes(catalog, "t"), ElementsAre("i"));
  EXPECT_THAT(relations(catalog), ElementsAre("public.t"));
}

TEST(Drop, ATableTakesItsPartitionsSequencesAndForeignKeys) {
  const Catalog catalog = after(
      "CREATE TABLE p (id serial, k int, PRIMARY KEY (id, k)) PARTITION BY RANGE (k);"
      "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);"
      "CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p); DROP TABLE p CASCADE");
  EXPECT_THAT(relations(catalog), ElementsAre("public.c"));
  EXPECT_THAT(constraints(catalog, "c"), IsEmpty());
}

TEST(Partition, HasTheColumnsConstraintsAndIndexesOfItsParent) {
  const Catalog catalog = after(
      "CREATE TABLE r (id int PRIMARY KEY); CREATE TABLE p (id int REFERENCES r, k int, CHECK (id > 0), PRIMARY KEY (id, k))"
      " PARTITION BY RANGE (k); CREATE INDEX ON p (k); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);"
      "CREATE INDEX i ON p (id); ALTER TABLE p ADD z text");
  EXPECT_THAT(columns(catalog, "p1"), ElementsAre("id integer not null", "k integer not null", "z text"));
  EXPECT_THAT(constraints(catalog, "p1"), ElementsAre("p_id_check", "p1_pkey", "p_id_fkey"));
  EXPECT_THAT(indexes(catalog, "p1"), ElementsAre("p1_pkey", "p1_k_idx", "p1_id_idx"));
}

TEST(Rename, IsFollowedByAllThatReferToIt) {
  const Catalog catalog = after(
      "CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id int REFERENCES a); ALTER TABLE a RENAME TO z;"
      "ALTER TABLE z RENAME id TO key; ALTER TABLE z SET SCHEMA s");
  const Relation* z = catalog.relation({"s", "z"});
  ASSERT_NE(z, nullptr);
  const Constraint* key = catalog.relation({"", "b"})->constraint("b_id_fkey");
  EXPECT_EQ(key->referenced.text(), "s.z");
  EXPECT_THAT(key->referenced_columns, ElementsAre("key"));
  EXPECT_THAT(relations(catalog), ElementsAre("public.b", "s.a_id_seq", "s.z"));
  EXPECT_EQ(catalog.table_of_index({"s", "a_pkey"}), z);
  EXPECT_EQ(z->column("key")->value.sequences.front().text(), "s.a_id_seq");
}

TEST(Partial, TablesOfUnknownHistoryAreNeverSaidToLackAnything) {
  const Catalog catalog = after("ALTER TABLE old ADD n int; ALTER TABLE old DROP gone");
  const Relation* old = catalog.relation({"", "old"});
  ASSERT_NE(old, nullptr);
  EXPECT_TRUE(old->partial);
  EXPECT_TRUE(old->has(ObjectClass::column, "n"));
  EXPECT_FALSE(old->lacks(ObjectClass::column, "other"));
  EXPECT_TRUE(old->lacks(ObjectClass::column, "gone"));
}

std::vector<std::string> uses(const Catalog& catalog, const std::string& view) {
  std::vector<std::string> texts;
  if (const Relation* found = catalog.relation({"", view}))
    for (const Use& use : found->uses)
      for (const std::string& column : use.columns) texts.push_back(use.relation.text() + " " + column);
  return texts;
}

TEST(MadeUpNames, OfExpressionsAreTheirFunctions) {
  const Catalog catalog = after("CREATE TABLE t (a text); CREATE INDEX ON t (lower(a), (a || 'x'), (a::int))");
  EXPECT_THAT(indexes(catalog, "t"), ElementsAre("t_lower_expr_a_idx"));
}

TEST(View, HasTheColumnsOfItsQueryAndUsesTheirs) {
  const Catalog catalog = after(
      "CREATE TABLE t (a int, b text); CREATE TABLE u (a int, c date);"
      "CREATE VIEW v AS WITH w AS (SELECT c, a FROM u) SELECT t.*, w.c AS day, count(*) FROM t JOIN w USING (a);"
      "CREATE VIEW x (one) AS SELECT day, b FROM v; CREATE TABLE y AS SELECT * FROM x; ALTER TABLE u RENAME c TO d");
  EXPECT_THAT(columns(catalog, "v"), ElementsAre("a integer", "b text", "day date", "count ?"));
  EXPECT_THAT(columns(catalog, "x"), ElementsAre("one date", "b text"));
  EXPECT_THAT(columns(catalog, "y"), ElementsAre("one date", "b text"));
  EXPECT_THAT(uses(catalog, "v"), ElementsAre("public.t a", "public.t b", "public.u a", "public.u d"));
  EXPECT_THAT(uses(catalog, "x"), ElementsAre("public.v b", "public.v day"));
}

TEST(Drop, CascadeTakesViewsOnViewsAndLeavesOthers) {
  const Catalog catalog = after(
      "CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT * FROM v;"
      "CREATE VIEW x AS SELECT b FROM t; ALTER TABLE t DROP a CASCADE");
  EXPECT_THAT(relations(catalog), ElementsAre("public.t", "public.x"));
}

TEST(Drop, ASerialColumnGoesWithItsSequenceUnasked) {
  const Catalog catalog = after("CREATE TABLE t (id serial PRIMARY KEY, a int)");
  const Statement drop = analyze("ALTER TABLE t DROP id", "").statements.at(0);
  const AlterAction& action = std::get<AlterTable>(drop.command.form).actions.at(0);
  std::vector<std::string> fallen;
  for (const Falling& each : falling_with(action, *catalog.relation({"", "t"}), catalog))
    fallen.push_back(each.name.text() + " " + each.member + (each.asked ? " by CASCADE" : ""));
  EXPECT_THAT(fallen, ElementsAre("public.t t_pkey", "public.t_id_seq "));
}

TEST(Differences, AreNoneWhereDownUndoesUp) {
  const std::string start = "CREATE TABLE t (a int NOT NULL, b text);";
  const std::string up = "ALTER TABLE t ADD c int; CREATE INDEX i ON t (c); ALTER TABLE t RENAME b TO d;";
  EXPECT_THAT(differences(after(start), after(start + up + "ALTER TABLE t DROP c; ALTER TABLE t RENAME d TO b")), IsEmpty());
  EXPECT_THAT(differences(after(start), after(start + up + "ALTER TABLE t ALTER a TYPE bigint; CREATE TABLE u ()")),
              ElementsAre("table t: column a has type bigint instead of integer", "table t: column b is missing",
                          "table t: column d is left over", "table t: column c is left over", "table t: index i is left over",
                          "table u is left over"));
}

TEST(GivingUp, IsNotNeededForAQueryThatNamesAllColumnsOverAndOver) {
  std::string stars = "CREATE TABLE t (a int); CREATE VIEW v AS SELECT *";
  for (int i = 0; i < 50000; ++i) stars += ",*";
  const Catalog catalog = after(stars + " FROM t");
  EXPECT_THAT(columns(catalog, "v"), ElementsAre("a integer"));
}

TEST(GivingUp, EmptiesTheCatalogWhenAScriptAsksForTooMuch) {
  std::string script = "CREATE TABLE p (k int) PARTITION BY LIST (k);";
  for (int i = 0; i < 2000; ++i)
    script += "CREATE TABLE p" + std::to_string(i) + " PARTITION OF p FOR VALUES IN (" + std::to_string(i) + ");";
  for (int i = 0; i < 1500; ++i) script += "ALTER TABLE p ALTER k SET DEFAULT 1;";
  const Catalog catalog = after(script);
  EXPECT_TRUE(catalog.gave_up());
  EXPECT_TRUE(catalog.relations().empty());
}

TEST(Routines, AreDroppedByTheirArguments) {
  const std::string two =
      "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS ''; CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS '';";
  EXPECT_EQ(after(two + "DROP FUNCTION f(int)").routines({"", "f"}).size(), 1U);
  EXPECT_EQ(after(two + "DROP FUNCTION f(int), f(text)").routines({"", "f"}).size(), 0U);
  EXPECT_EQ(after(two + "DROP FUNCTION f(int); DROP FUNCTION IF EXISTS f()").routines({"", "f"}).size(), 1U);
}

TEST(Inheritance, KeepsWhatTheChildHasOfItsOwn) {
  const std::string tables = "CREATE TABLE p (a int, b int CHECK (b > 0)); CREATE TABLE c (a int) INHERITS (p);";
  EXPECT_THAT(columns(after(tables + "ALTER TABLE p DROP a, DROP b"), "c"), ElementsAre("a integer"));
  const std::string later = "CREATE TABLE q (a int DEFAULT 1, b int); CREATE TABLE d (a int, b int); ALTER TABLE d INHERIT q;";
  EXPECT_FALSE(after(later).relation({"", "d"})->column("a")->value);
  EXPECT_THAT(columns(after(later + "ALTER TABLE q DROP a"), "d"), ElementsAre("a integer", "b integer"));
}

TEST(Partitions, HaveTheRowTriggersOfTheirParent) {
  const std::string tables =
      "CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
      "CREATE TRIGGER t AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);";
  const auto triggers = [](const Catalog& catalog, const std::string& table) {
    return catalog.relation({"", table})->triggers.size();
  };
  EXPECT_EQ(triggers(after(tables), "p1"), 1U);
  EXPECT_EQ(triggers(after(tables), "p2"), 1U);
  EXPECT_EQ(triggers(after(tables + "ALTER TABLE p DETACH PARTITION p2"), "p2"), 0U);
  EXPECT_EQ(triggers(after(tables + "DROP TRIGGER t ON p"), "p1"), 0U);
}

TEST(Partitions, GetTheirIndexesAnewWhenATypeChanges) {
  const std::string tables =
      "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE TABLE p1 (b int, a int); CREATE INDEX mine ON p1 (b);"
      "CREATE INDEX ours ON p (b); ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1);";
  EXPECT_THAT(indexes(after(tables), "p1"), ElementsAre("mine"));
  EXPECT_THAT(indexes(after(tables + "ALTER TABLE p ALTER b TYPE bigint"), "p1"), ElementsAre("p1_b_idx"));
  EXPECT_THAT(indexes(after(tables + "ALTER TABLE p ALTER b TYPE bigint"), "p"), ElementsAre("ours"));
}

TEST(NotNull, IsProvedAndDroppedByTheNameItWasGiven) {
  const std::string table = "CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT given NOT NULL a NOT VALID;";
  const auto column = [](const std::string& sql) { return *after(sql).relation({"", "t"})->column("a"); };
  EXPECT_FALSE(column(table).not_null_proved);
  EXPECT_TRUE(column(table + "ALTER TABLE t VALIDATE CONSTRAINT given").not_null_proved);
  EXPECT_FALSE(column(table + "ALTER TABLE t DROP CONSTRAINT given").not_null);
  EXPECT_FALSE(column(table + "ALTER TABLE t RENAME CONSTRAINT given TO other; ALTER TABLE t DROP CONSTRAINT other").not_null);
}

TEST(Identity, IsWhatTheStatementSays) {
  const auto identity = [](const std::string& sql) { return after(sql).relation({"", "t"})->column("a")->identity; };
  const std::string always = "CREATE TABLE t (a int NOT NULL); ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS IDENTITY;";
  EXPECT_EQ(identity(always), ColumnDefinition::Identity::always);
  EXPECT_EQ(identity(always + "ALTER TABLE t ALTER a SET GENERATED BY DEFAULT"), ColumnDefinition::Identity::by_default);
  EXPECT_EQ(identity(always + "ALTER TABLE t ALTER a RESTART WITH 5"), ColumnDefinition::Identity::always);
}

TEST(MadeUpNames, CountWhatIsIncludedAndHowColumnsWereCalled) {
  EXPECT_THAT(indexes(after("CREATE TABLE t (a int, b int); CREATE INDEX ON t (a) INCLUDE (b)"), "t"), ElementsAre("t_a_b_idx"));
  EXPECT_THAT(
      indexes(after("CREATE TABLE t (a int UNIQUE); ALTER TABLE t RENAME a TO b; CREATE TABLE u (LIKE t INCLUDING ALL)"), "u"),
      ElementsAre("u_a_key"));
  EXPECT_THAT(constraints(after("CREATE TABLE t (a int, b int, EXCLUDE USING gist (int4range(a, b) WITH &&))"), "t"),
              ElementsAre("t_int4range_excl"));
}

TEST(Views, CallValuesAsTheServerDoes) {
  EXPECT_THAT(columns(after("CREATE TABLE t (a int); CREATE VIEW v AS SELECT coalesce(a, 1)::text, CASE WHEN a > 0 THEN 1 END,"
                            " array[a], (SELECT max(a) FROM t), current_date, a::text FROM t"),
                      "v"),
              ElementsAre("coalesce ?", "case ?", "array ?", "max ?", "current_date ?", "a ?"));
  EXPECT_THAT(columns(after("CREATE VIEW v AS SELECT * FROM (VALUES (1, 2)) x (one)"), "v"), ElementsAre("one ?", "column2 ?"));
}

}  // namespace
}  // namespace safeops::sql
