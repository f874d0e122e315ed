#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/calling.hpp"

namespace safeops::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Sql : public Calling {
 protected:
  std::string file(const std::string& name, const std::string& content) {
    const std::string path = (beside_.path() / name).string();
    std::ofstream(path) << content;
    return path;
  }
  // The statements of one script on top of a schema.
  json ask(const std::string& script, const std::string& schema = "", std::vector<std::string> options = {}) {
    std::vector<std::string> words{"sql", "--format", "json", file("next.sql", script)};
    if (!schema.empty()) words.insert(words.end(), {"--schema", file("schema.sql", schema)});
    words.insert(words.end(), options.begin(), options.end());
    const Called called = call(words);
    EXPECT_EQ(called.err, "");
    return json::parse(called.out);
  }
};

constexpr const char* shop =
    "CREATE TABLE customers (id bigint PRIMARY KEY);\n"
    "CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers, note varchar(10));\n"
    "INSERT INTO customers SELECT 1; INSERT INTO orders SELECT 1, 1, 'x';\n"
    "CREATE INDEX orders_note ON orders (note);\n";

TEST_F(Sql, TellsPlaceKindPhaseLocksAndRerun) {
  const json told = ask("-- a comment\nALTER TABLE orders ADD COLUMN paid boolean;\n", shop);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0]["place"]["line"], 2);
  EXPECT_THAT(told[0]["place"]["file"].get<std::string>(), testing::EndsWith("next.sql"));
  EXPECT_EQ(told[0]["kind"], "ALTER TABLE");
  EXPECT_EQ(told[0]["phase"], "expand");
  EXPECT_EQ(told[0]["locks"], json({{"orders", "AccessExclusive"}}));
  EXPECT_THAT(told[0]["rewrites"], IsEmpty());
  EXPECT_THAT(told[0]["scans"], IsEmpty());
  EXPECT_EQ(told[0]["transaction"], "any");
  EXPECT_EQ(told[0]["rerun"], "fails");
}

TEST_F(Sql, KnowsWhatTheStatementDoesNotName) {
  const json told = ask("ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;", shop);
  EXPECT_EQ(told[0]["locks"]["customers"], "AccessExclusive");
}

TEST_F(Sql, KnowsTheOldTypeOfAColumn) {
  EXPECT_THAT(ask("ALTER TABLE orders ALTER note TYPE varchar(20);", shop)[0]["rewrites"], IsEmpty());
  EXPECT_THAT(ask("ALTER TABLE orders ALTER note TYPE varchar(5);", shop)[0]["rewrites"], testing::Contains("orders"));
}

TEST_F(Sql, AnswersForTheServerThatIsNamed) {
  const std::string proved = std::string(shop) + "ALTER TABLE orders ADD CONSTRAINT has_note CHECK (note IS NOT NULL);";
  EXPECT_THAT(ask("ALTER TABLE orders ALTER note SET NOT NULL;", proved, {"--pg", "11"})[0]["scans"], ElementsAre("orders"));
  EXPECT_THAT(ask("ALTER TABLE orders ALTER note SET NOT NULL;", proved, {"--pg", "12"})[0]["scans"], IsEmpty());
}

TEST_F(Sql, SaysWhatCannotRunInATransaction) {
  EXPECT_EQ(ask("CREATE INDEX CONCURRENTLY i ON orders (customer);", shop)[0]["transaction"], "forbidden");
}

TEST_F(Sql, FilesBuildOnEachOtherUnlessEachStandsAlone) {
  const std::string first = file("1.sql", "CREATE TABLE a (id int);"), second = file("2.sql", "CREATE TABLE a (id int);");
  constexpr const char* refused = "fails        relation \"a\" already exists";
  EXPECT_THAT(call({"sql", first, second}).out, HasSubstr(refused));
  EXPECT_THAT(call({"sql", "--each", first, second}).out, Not(HasSubstr(refused)));
}

TEST_F(Sql, SaysNothingIsMissingWhereNoSchemaIsKnown) {
  const std::string script = file("next.sql", "ALTER TABLE gone ADD COLUMN a int;");
  constexpr const char* refused = "  fails        relation \"gone\" does not exist";
  EXPECT_THAT(call({"sql", script}).out, Not(HasSubstr(refused)));
  EXPECT_THAT(call({"sql", "--schema", file("schema.sql", shop), script}).out, HasSubstr(refused));
}

TEST_F(Sql, ListsWhatItDoesNotUnderstand) {
  const Called called = call({"sql", "--format", "json", file("bad.sql", "SELECT 1; ALTER TABEL x;")});
  EXPECT_EQ(called.exit_code, 1);
  const json told = json::parse(called.out);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[1]["kind"], nullptr);
  EXPECT_EQ(told[1]["phase"], "unknown");
  EXPECT_EQ(told[1]["findings"][0]["rule"], "gate-unparsable-sql");
}

TEST_F(Sql, ReadsAsText) {
  const Called called = call({"sql", "--schema", file("schema.sql", shop), file("next.sql", "DROP TABLE orders;")});
  EXPECT_EQ(called.exit_code, 1);
  EXPECT_THAT(called.out, HasSubstr("next.sql:1  DROP TABLE  contract\n"));
  EXPECT_THAT(called.out, HasSubstr("locks        orders AccessExclusive: reads and writes wait\n"));
  EXPECT_THAT(called.out, HasSubstr("error[schema-drop-table]"));
  EXPECT_THAT(called.out, Not(HasSubstr("\x1b[")));
}

TEST_F(Sql, NothingIsAnEmptyList) {
  EXPECT_EQ(call({"sql", "--format", "json", file("empty.sql", "-- nothing yet\n")}).out, "[]\n");
}

TEST_F(Sql, ACallThatMakesNoSenseIsRefused) {
  EXPECT_EQ(call({"sql"}).exit_code, 2);
  EXPECT_EQ(call({"sql", "no-such-file.sql"}).exit_code, 2);
  EXPECT_EQ(call({"sql", "--pg", "9", file("a.sql", "SELECT 1;")}).exit_code, 2);
  EXPECT_EQ(call({"sql", "--format", "sarif", file("a.sql", "SELECT 1;")}).exit_code, 2);
}

}  // namespace
}  // namespace safeops::test
