#include <gtest/gtest.h>

#include "sql/catalog/apply.hpp"
#include "sql/script.hpp"

namespace safeops::sql {
namespace {

constexpr std::string_view schema =
    "CREATE TABLE p (id bigint PRIMARY KEY, x int); CREATE TABLE t (id bigint PRIMARY KEY, a int, b text, nn int NOT NULL);"
    "CREATE INDEX t_a ON t (a); CREATE UNIQUE INDEX t_u ON t (nn, id); ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0);"
    "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (id, a); CREATE TABLE c (id int, pid bigint REFERENCES p (id));"
    "CREATE TABLE pt (id int, k int) PARTITION BY RANGE (k); CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (0) TO (100);"
    "CREATE TABLE ptnew (id int, k int); CREATE TABLE ip (id int); CREATE TABLE ic (id int);"
    "CREATE VIEW v AS SELECT id, a FROM t; CREATE MATERIALIZED VIEW mv AS SELECT id FROM t; CREATE SEQUENCE sq;"
    "CREATE TYPE en AS ENUM ('a', 'b'); CREATE TYPE comp AS (x int); CREATE DOMAIN dom AS int; CREATE SCHEMA s;"
    "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'select 1'; CREATE POLICY po ON t USING (true);"
    "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';"
    "CREATE TRIGGER tg BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf()";

void run(std::string_view sql, Catalog& catalog) {
  for (const Statement& statement : analyze(sql, "").statements)
    if (statement.container == Container::top_level) apply(statement.command, catalog);
}

std::string words(const std::optional<Conflict>& conflict) {
  return conflict ? std::string(conflict->sqlstate) + " " + conflict->message : "";
}

std::string first_conflict(std::string_view sql, const Catalog& catalog) {
  return words(find_conflict(analyze(sql, "").statements.at(0).command, catalog));
}

struct Row {
  std::string_view statement, second_run;
};

class SecondRun : public testing::TestWithParam<Row> {};

TEST_P(SecondRun, FailsAsOnAServerOrNotAtAll) {
  Catalog catalog;
  run(schema, catalog);
  const Command command = analyze(GetParam().statement, "").statements.at(0).command;
  EXPECT_EQ(words(find_conflict(command, catalog)), "") << "in the first run";
  apply(command, catalog);
  EXPECT_EQ(words(find_conflict(command, catalog)), GetParam().second_run);
}

INSTANTIATE_TEST_SUITE_P(
    Fails, SecondRun,
    testing::Values(
        Row{"ALTER TABLE t ADD z int", "42701 column \"z\" of relation \"t\" already exists"},
        Row{"ALTER TABLE t DROP b", "42703 column \"b\" of relation \"t\" does not exist"},
        Row{"ALTER TABLE t ALTER nn ADD GENERATED ALWAYS AS IDENTITY",
            "55000 column \"nn\" of relation \"t\" is already an identity column"},
        Row{"ALTER TABLE t ADD CONSTRAINT z CHECK (a > 1)", "42710 constraint \"z\" for relation \"t\" already exists"},
        Row{"ALTER TABLE t ADD CONSTRAINT z UNIQUE (a)", "42P07 relation \"z\" already exists"},
        Row{"ALTER TABLE c ADD CONSTRAINT z PRIMARY KEY (id)", "42P16 multiple primary keys for table \"c\" are not allowed"},
        Row{"ALTER TABLE t ADD CONSTRAINT z UNIQUE USING INDEX t_u", "42704 index \"t_u\" does not exist"},
        Row{"ALTER TABLE t DROP CONSTRAINT uq", "42704 constraint \"uq\" of relation \"t\" does not exist"},
        Row{"ALTER TABLE t RENAME CONSTRAINT ck TO z", "42704 constraint \"ck\" for table \"t\" does not exist"},
        Row{"ALTER TABLE t RENAME a TO z", "42703 column \"a\" does not exist"},
        Row{"ALTER TABLE t RENAME TO z", "42P01 relation \"t\" does not exist"},
        Row{"ALTER TABLE t SET SCHEMA s", "42P01 relation \"t\" does not exist"},
        Row{"ALTER TABLE ic INHERIT ip", "42P07 relation \"ip\" would be inherited from more than once"},
        Row{"ALTER TABLE pt ATTACH PARTITION ptnew FOR VALUES FROM (100) TO (200)", "42809 \"ptnew\" is already a partition"},
        Row{"ALTER TABLE pt DETACH PARTITION pt1", "42P01 relation \"pt1\" is not a partition of relation \"pt\""},
        Row{"CREATE TABLE z (id int)", "42P07 relation \"z\" already exists"},
        Row{"CREATE TABLE z AS SELECT 1", "42P07 relation \"z\" already exists"},
        Row{"CREATE INDEX z ON t (b)", "42P07 relation \"z\" already exists"},
        Row{"CREATE VIEW z AS SELECT 1", "42P07 relation \"z\" already exists"},
        Row{"CREATE SCHEMA z", "42P06 schema \"z\" already exists"},
        Row{"CREATE TYPE z AS ENUM ()", "42710 type \"z\" already exists"},
        Row{"CREATE TRIGGER z AFTER INSERT ON t EXECUTE FUNCTION tf()", "42710 trigger \"z\" for relation \"t\" already exists"},
        Row{"CREATE POLICY z ON t USING (true)", "42710 policy \"z\" for table \"t\" already exists"},
        Row{"CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'select 1'",
            "42723 function \"f\" already exists with same argument types"},
        Row{"DROP TABLE c", "42P01 table \"c\" does not exist"}, Row{"DROP INDEX t_a", "42704 index \"t_a\" does not exist"},
        Row{"DROP VIEW v", "42P01 view \"v\" does not exist"}, Row{"DROP SCHEMA s", "3F000 schema \"s\" does not exist"},
        Row{"DROP FUNCTION f(int)", "42883 function f(integer) does not exist"},
        Row{"DROP TRIGGER tg ON t", "42704 trigger \"tg\" for table \"t\" does not exist"},
        Row{"DROP TYPE comp", "42704 type \"comp\" does not exist"},
        Row{"ALTER TYPE en ADD VALUE 'c'", "42710 enum label \"c\" already exists"},
        Row{"ALTER TYPE en RENAME VALUE 'a' TO 'c'", "22023 \"a\" is not an existing enum label"},
        Row{"ALTER TYPE comp ADD ATTRIBUTE y int", "42701 column \"y\" of relation \"comp\" already exists"},
        Row{"ALTER DOMAIN dom ADD CONSTRAINT z CHECK (value > 0)", "42710 constraint \"z\" for domain \"dom\" already exists"}));

INSTANTIATE_TEST_SUITE_P(
    Succeeds, SecondRun,
    testing::Values(Row{"ALTER TABLE t ADD IF NOT EXISTS z int", ""}, Row{"ALTER TABLE t ALTER b SET DEFAULT ''", ""},
                    Row{"ALTER TABLE t ALTER b SET NOT NULL", ""}, Row{"ALTER TABLE t ALTER nn DROP NOT NULL", ""},
                    Row{"ALTER TABLE t ALTER b TYPE varchar", ""}, Row{"ALTER TABLE t VALIDATE CONSTRAINT ck", ""},
                    Row{"ALTER TABLE t ENABLE ROW LEVEL SECURITY", ""}, Row{"ALTER TABLE t CLUSTER ON t_a", ""},
                    Row{"ALTER TABLE t DROP IF EXISTS z, ADD z int, ADD CONSTRAINT zu UNIQUE (z)", ""},
                    Row{"ALTER TABLE t ADD CHECK (a > 2)", ""}, Row{"CREATE INDEX ON t (b)", ""},
                    Row{"CREATE INDEX IF NOT EXISTS z ON t (b)", ""}, Row{"CREATE TABLE IF NOT EXISTS z (id int)", ""},
                    Row{"CREATE OR REPLACE VIEW v AS SELECT id, a FROM t", ""}, Row{"DROP TABLE IF EXISTS c", ""},
                    Row{"DROP TABLE IF EXISTS nothing", ""}, Row{"ALTER TABLE IF EXISTS nothing ADD z int", ""},
                    Row{"ALTER TYPE en ADD VALUE IF NOT EXISTS 'c'", ""}, Row{"TRUNCATE t", ""},
                    Row{"ALTER SEQUENCE sq OWNED BY t.id", ""}, Row{"COMMENT ON COLUMN t.a IS 'x'", ""}));

TEST(FirstRun, IsRefusedWhereWhatItNeedsIsMissing) {
  Catalog catalog;
  run(schema, catalog);
  EXPECT_EQ(first_conflict("ALTER TABLE nothing ADD z int", catalog), "42P01 relation \"nothing\" does not exist");
  EXPECT_EQ(first_conflict("CREATE INDEX ON t (z)", catalog), "42703 column \"z\" does not exist");
  EXPECT_EQ(first_conflict("INSERT INTO t (id, z) VALUES (1, 2)", catalog),
            "42703 column \"z\" of relation \"t\" does not exist");
  EXPECT_EQ(first_conflict("WITH w AS (SELECT 1) SELECT * FROM w JOIN nothing ON true", catalog),
            "42P01 relation \"nothing\" does not exist");
  EXPECT_EQ(first_conflict("CREATE TABLE z (a int REFERENCES nothing)", catalog), "42P01 relation \"nothing\" does not exist");
  EXPECT_EQ(first_conflict("SELECT * FROM pg_class", catalog), "");
}

TEST(FirstRun, IsRefusedWhereOthersHangOnTheObject) {
  Catalog catalog;
  run(schema, catalog);
  EXPECT_EQ(first_conflict("DROP TABLE p", catalog), "2BP01 cannot drop table p because other objects depend on it");
  EXPECT_EQ(first_conflict("DROP TABLE p, c", catalog), "");
  EXPECT_EQ(first_conflict("DROP TABLE p CASCADE", catalog), "");
  EXPECT_EQ(first_conflict("ALTER TABLE p DROP CONSTRAINT p_pkey", catalog),
            "2BP01 cannot drop constraint p_pkey of table p because other objects depend on it");
  EXPECT_EQ(first_conflict("DROP INDEX p_pkey", catalog),
            "2BP01 cannot drop index p_pkey because constraint p_pkey on table p requires it");
}

TEST(FirstRun, JudgesNothingThatAnEarlierActionNamed) {
  Catalog catalog;
  run(schema, catalog);
  EXPECT_EQ(first_conflict("ALTER TABLE t ADD z int, ALTER z SET NOT NULL, ADD UNIQUE (z)", catalog), "");
  EXPECT_EQ(first_conflict("ALTER TABLE t ADD CHECK (z > 0), ADD UNIQUE (z), ADD z int", catalog), "");
  EXPECT_EQ(first_conflict("ALTER TABLE t DROP CONSTRAINT ck, ADD CONSTRAINT ck CHECK (a > 1)", catalog), "");
  EXPECT_EQ(first_conflict("ALTER TABLE t DROP CONSTRAINT t_pkey, ADD PRIMARY KEY (nn)", catalog), "");
}

TEST(PartialTables, MayHaveAnythingButWhatWasTakenAway) {
  Catalog catalog;
  run("ALTER TABLE old DROP gone; ALTER TABLE old ALTER id DROP IDENTITY", catalog);
  EXPECT_EQ(first_conflict("ALTER TABLE old DROP other", catalog), "");
  EXPECT_EQ(first_conflict("ALTER TABLE old DROP gone", catalog), "42703 column \"gone\" of relation \"old\" does not exist");
  EXPECT_EQ(first_conflict("ALTER TABLE old ALTER id DROP IDENTITY", catalog),
            "55000 column \"id\" of relation \"old\" is not an identity column");
}

}  // namespace
}  // namespace safeops::sql
