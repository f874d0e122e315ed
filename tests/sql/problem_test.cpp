#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "sql/containment.hpp"
#include "sql/scan.hpp"
#include "sql/script.hpp"

namespace safeops::sql {
namespace {

using ProblemKind = Problem::Kind;

std::string_view at(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

std::string repeat(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

void expect_problem(const std::string& sql, ProblemKind kind, std::string_view place) {
  const Script script = analyze(sql, "");
  ASSERT_FALSE(script.problems.empty()) << sql.substr(0, 100);
  EXPECT_EQ(script.problems[0].kind, kind) << sql.substr(0, 100) << ": " << script.problems[0].message;
  EXPECT_EQ(at(sql, script.problems[0].span).substr(0, 40), place.substr(0, 40));
}

bool drops_table(const Script& script) {
  for (const Statement& statement : script.statements)
    if (!statement.effects.empty() && statement.effects[0].kind == Effect::Kind::drop_table) return true;
  return false;
}

TEST(Text, WithoutStatementsHasNoProblems) {
  for (const char* sql : {"", " \n", "-- comment", "/* x */", ";;", "\xEF\xBB\xBF-- x"}) {
    const Script script = analyze(sql, "");
    EXPECT_TRUE(script.complete()) << sql;
    EXPECT_TRUE(script.statements.empty()) << sql;
  }
}

TEST(Text, SpansLeaveOutCommentsAndSemicolons) {
  const std::string_view sql = "-- a\n/* b */ SELECT 1 /* c */ ; -- d\n\n SELECT /* e */ 2 -- f\n";
  const Script script = analyze(sql, "");
  ASSERT_EQ(script.statements.size(), 2u);
  EXPECT_EQ(at(sql, script.statements[0].span), "SELECT 1");
  EXPECT_EQ(at(sql, script.statements[1].span), "SELECT /* e */ 2");
}

TEST(Text, ByteOrderMarkIsNoPartOfTheFirstStatement) {
  const std::string_view sql =
      "\xEF\xBB\xBF"
      "DROP TABLE t";
  const Script script = analyze(sql, "");
  ASSERT_TRUE(script.complete());
  EXPECT_EQ(at(sql, script.statements[0].span), "DROP TABLE t");
}

TEST(Syntax, OneBadStatementDoesNotHideTheOthers) {
  const std::string sql = "DROP TABLE a; DROP COLUMN x; SELECT 'é', FROM; DROP TABLE b;";
  const Script script = analyze(sql, "");
  EXPECT_EQ(script.statements.size(), 2u);
  ASSERT_EQ(script.problems.size(), 2u);
  EXPECT_EQ(at(sql, script.problems[0].span), "COLUMN");
  EXPECT_EQ(script.problems[0].message, "syntax error at or near \"COLUMN\"");
  EXPECT_EQ(at(sql, script.problems[1].span), "FROM");
}

TEST(Syntax, SplitsWhereTheServerDoes) {
  const std::string sql =
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;"
      "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2); SELECT E'\\'; x', U&'\\0041;', $a$;$b$;$a$, \";\"; bad; "
      "SELECT 3";
  const Script script = analyze(sql, "");
  ASSERT_EQ(script.problems.size(), 1u);
  EXPECT_EQ(at(sql, script.problems[0].span), "bad");
  EXPECT_EQ(script.statements.size(), 6u);
}

TEST(Syntax, EscapesGoOnInContinuedStrings) {
  const Script script = analyze("bad; SELECT E'a'\n  'b\\'; DROP TABLE x; --'; SELECT 1", "");
  EXPECT_EQ(script.problems.size(), 1u);
  EXPECT_EQ(script.statements.size(), 2u);
  EXPECT_FALSE(drops_table(script));
}

TEST(Syntax, LineCommentsEndWhereTheServerEndsThem) {
  EXPECT_TRUE(drops_table(analyze("-- x\rDROP TABLE t", "")));
  EXPECT_FALSE(drops_table(analyze("-- x\fDROP TABLE t", "")));
  EXPECT_FALSE(
      drops_table(analyze("-- x\xE2\x80\xA8"
                          "DROP TABLE t",
                          "")));
}

TEST(Blinded, StandardConformingStringsOff) {
  for (const char* sql :
       {"SET standard_conforming_strings = off", "SET LOCAL standard_conforming_strings TO 'false'",
        "SELECT set_config('standard_conforming_strings', 'off', false)", "ALTER ROLE app SET standard_conforming_strings = off",
        "ALTER DATABASE d SET standard_conforming_strings = 0", "ALTER SYSTEM SET standard_conforming_strings = off",
        "DO $$ BEGIN SET standard_conforming_strings = off; END $$",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET standard_conforming_strings = off RETURN 1",
        "ALTER FUNCTION f() SET standard_conforming_strings = off",
        "UPDATE pg_settings SET setting = 'off' WHERE name = 'standard_conforming_strings'"})
    EXPECT_EQ(analyze(sql, "").problems.size(), 1u) << sql;
  EXPECT_TRUE(analyze("SET standard_conforming_strings = on", "").complete());
}

TEST(Blinded, MetaCommandsThatIncludeOrRun) {
  for (const char* command : {"\\i x.sql", "\\ir x.sql", "\\include x", "\\! rm", "\\o |cat", "\\copy t from program 'x'",
                              "\\connect other", "\\set x `date`", "\\g |sh", "\\r", "\\unheard_of"})
    expect_problem(std::string("SELECT 1;\n") + command + "\n", ProblemKind::blinded, command);
  for (const char* sql : {"SELECT command FROM commands \\gexec", "SELECT 'DROP TABLE x' UNION SELECT 'DROP TABLE y' \\gexec",
                          "SELECT 'SELECT 1', command FROM commands \\gexec", "VALUES ('SELECT 1') \\gexec",
                          "SELECT 'SELECT 1' /* which? */ \\gexec", "\\gexec"})
    expect_problem(sql, ProblemKind::blinded, "\\gexec");
}

TEST(Results, AreReadWhereTheSelectTellsThem) {
  const Script script = analyze(
      "SELECT 'CREATE DATABASE shop' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'shop')\\gexec\n"
      "SELECT 'DROP TABLE a', 'DROP TABLE b'\n\\gexec\nSELECT 1;\n",
      "");
  EXPECT_TRUE(script.complete());
  std::vector<std::string> kinds;
  for (const Statement& statement : script.statements) kinds.push_back(statement.kind);
  EXPECT_EQ(kinds, (std::vector<std::string>{"SELECT", "CREATE DATABASE", "SELECT", "DROP TABLE", "DROP TABLE", "SELECT"}));
  EXPECT_EQ(script.statements[3].effects.at(0).object.text(), "a");
}

TEST(Results, OfTemplatesAreReadAsThoseOfExecute) {
  const Script script = analyze("SELECT format('DROP TABLE %I', tablename) FROM pg_tables \\gexec", "");
  ASSERT_EQ(script.statements.size(), 2u);
  EXPECT_EQ(script.statements[1].kind, analyze("DO $$ BEGIN EXECUTE format('DROP TABLE %I', t); END $$", "").statements[1].kind);
}

TEST(Blinded, NotByHarmlessMetaCommands) {
  const Script script = analyze(
      "\\restrict abc\n\\set ON_ERROR_STOP on\n\\echo it's fine; DROP TABLE x;\n\\timing\nSELECT 1 \\g\nSELECT 2 \\gset\n\\pset "
      "pager\nSELECT 3;\n\\unrestrict abc\n",
      "");
  EXPECT_TRUE(script.complete());
  EXPECT_EQ(script.statements.size(), 3u);
}

TEST(Blinded, ByClientVariables) {
  expect_problem("DROP TABLE :name", ProblemKind::blinded, ":name");
  expect_problem("SELECT :'value'", ProblemKind::blinded, ":'value");
  expect_problem("SELECT * FROM :\"t\"", ProblemKind::blinded, ":\"t");
  for (const char* sql : {"SELECT a::int", "SELECT f(a := 1)", "SELECT (array[1,2])[1:2]", "SELECT ':x', $$:y$$", "-- :z"})
    EXPECT_TRUE(analyze(sql, "").complete()) << sql;
}

TEST(Blinded, ByNulButTheRestIsRead) {
  const Script script = analyze(std::string("SELECT 1;\0 DROP TABLE x;", 24), "");
  ASSERT_EQ(script.problems.size(), 1u);
  EXPECT_EQ(script.problems[0].kind, ProblemKind::blinded);
  EXPECT_TRUE(drops_table(script));
}

TEST(Templated, PlaceholdersThatKeepAStatementFromParsing) {
  expect_problem("ALTER TABLE {{ index .Options \"Namespace\" }}.users ADD a int; SELECT 1", ProblemKind::templated,
                 "{{ index .Options \"Namespace\" }}");
  expect_problem("DROP TABLE ${schema}.t", ProblemKind::templated, "${schema}");
  expect_problem("SELECT * FROM %(table)s", ProblemKind::templated, "%(table)s");
  expect_problem("CREATE TABLE t (id $%SERIAL%$)", ProblemKind::templated, "$%SERIAL%$");
  expect_problem("DO $$ BEGIN\n UPDATE {{ .Schema }}.t SET a = 1; END $$", ProblemKind::templated, "{{ .Schema }}");
  expect_problem("DO $$ BEGIN IF f({{ .Limit }}) THEN DROP TABLE t; END IF; END $$", ProblemKind::templated, "{{ .Limit }}");
  EXPECT_EQ(analyze("SELECT {{ x; y }}; DROP TABLE t", "").statements.size(), 1u);
  EXPECT_TRUE(analyze("SELECT '{{ x }}', \"${y}\", $$%(z)s$$, 5 %(a)", "").complete());
}

TEST(Copy, OfPsqlTakesAllOfItsLine) {
  const std::string_view sql = "\\copy t from program 'sed s/\\\\/x/ DROP TABLE x;'\nSELECT 1;";
  const Script script = analyze(sql, "");
  ASSERT_EQ(script.problems.size(), 1u);
  EXPECT_EQ(script.problems[0].kind, ProblemKind::blinded);
  EXPECT_FALSE(drops_table(script));
}

TEST(Copy, DataIsSkipped) {
  const Script script = analyze("COPY public.t (a) FROM stdin;\n1\t:x it's\nDROP TABLE x;\n\\.\nSELECT 1;", "");
  EXPECT_TRUE(script.complete());
  ASSERT_EQ(script.statements.size(), 2u);
  EXPECT_EQ(script.statements[0].effects[0].kind, Effect::Kind::copy_rows);
}

TEST(Copy, WhatLooksLikeDataWithoutItsEndIsRead) {
  EXPECT_TRUE(drops_table(analyze("COPY t FROM stdin;\nDROP TABLE x;\n", "")));
  EXPECT_TRUE(drops_table(analyze("COPY t FROM stdin; DROP TABLE x;\n1\n\\.\n", "")));
}

TEST(Copy, MetaCommandIsADataStatement) {
  const std::string_view sql = "SELECT 1;\n\\copy s.t(a) from 'x.csv' csv\n\\copy t to 'y'\nSELECT 2;";
  const Script script = analyze(sql, "");
  EXPECT_TRUE(script.complete());
  ASSERT_EQ(script.statements.size(), 4u);
  EXPECT_EQ(script.statements[1].effects[0].kind, Effect::Kind::copy_rows);
  EXPECT_EQ(script.statements[1].effects[0].object, (Name{"s", "t"}));
  EXPECT_EQ(script.statements[2].phase(), Phase::neutral);
}

TEST(Limits, TextAndNesting) {
  expect_problem(std::string(Limits::text_bytes + 1, ' '), ProblemKind::limit, std::string(40, ' '));
  expect_problem(repeat("/*", 200'000) + repeat("*/", 200'000) + "DROP TABLE x", ProblemKind::limit, repeat("/*", 20));
  expect_problem("SELECT " + repeat("(", 501) + "1" + repeat(")", 501), ProblemKind::limit, "SELECT " + repeat("(", 33));
  EXPECT_TRUE(analyze("SELECT " + repeat("(", 400) + "1" + repeat(")", 400), "").complete());
  EXPECT_TRUE(drops_table(analyze(repeat("/*", 65) + repeat("*/", 65) + "DROP TABLE x", "")));
}

// Whatever the parser does with these, the file does not pass as read and the next statement is not lost.
TEST(Hostile, DeepStatementsAreContained) {
  for (const std::string& deep :
       {"SELECT 1" + repeat("+1", 200'000), "SELECT 1,2" + repeat(" UNION SELECT 1,2", 60'000),
        "SELECT " + repeat("- ", 200'000) + "1", "SELECT " + repeat("CASE WHEN 1 THEN ", 20'000) + "1",
        "DO $$ BEGIN " + repeat("IF a THEN ", 20'000) + "NULL; " + repeat("END IF; ", 20'000) + "END $$"}) {
    const Script script = analyze(deep + "; DROP TABLE x", "");
    EXPECT_FALSE(script.complete()) << deep.substr(0, 30);
    EXPECT_TRUE(drops_table(script)) << deep.substr(0, 30);
  }
}

TEST(Hostile, LongStatementsThatAreFineAreRead) {
  const Script script =
      analyze("DELETE FROM t WHERE a" + repeat(" OR a", 20'000) + "; INSERT INTO t VALUES (1)" + repeat(",(1)", 300'000), "");
  EXPECT_TRUE(script.complete());
  EXPECT_EQ(script.statements.size(), 2u);
}

TEST(Hostile, RepeatedCallsAreCutShort) {
  const Script script =
      analyze(repeat("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM a';", 500) + repeat("SELECT f();", 500), "");
  ASSERT_EQ(script.problems.size(), 1u);
  EXPECT_EQ(script.problems[0].kind, ProblemKind::limit);
}

TEST(Hostile, UnclosedThings) {
  for (const char* sql : {"SELECT '", "SELECT \"", "SELECT $a$", "SELECT E'\\", "/*", "SELECT 1 /* /* */", "SELECT {{",
                          "SELECT ${", "SELECT (", "\\", "\\copy", "SELECT $", ":", "COPY t FROM stdin;\n\\."})
    EXPECT_NO_THROW(analyze(sql, "V1__x.sql")) << sql;
}

TEST(Hostile, AnyBytes) {
  const std::string_view parts[] = {"'",
                                    "$$",
                                    "$a$",
                                    "/*",
                                    "*/",
                                    "--",
                                    "\n",
                                    ";",
                                    "(",
                                    ")",
                                    "[",
                                    "]",
                                    "\\",
                                    ":",
                                    "E'",
                                    "{{",
                                    "}}",
                                    "\"",
                                    "\0",
                                    "é",
                                    "do",
                                    "as",
                                    "set",
                                    "copy",
                                    "from stdin",
                                    "begin",
                                    "atomic",
                                    "end",
                                    "create function",
                                    "-- +goose Down"};
  std::mt19937 random(20260105);
  for (int round = 0; round < 3000; ++round) {
    std::string sql;
    for (auto length = random() % 24; length > 0; --length) {
      if (random() % 4 == 0)
        sql += static_cast<char>(random() % 128);
      else
        sql += parts[random() % std::size(parts)];
      if (random() % 2 == 0) sql += ' ';
    }
    const Script script = analyze(sql, "");
    for (const Statement& statement : script.statements) ASSERT_LE(statement.span.begin, statement.span.end) << sql;
    for (const Statement& statement : script.statements) ASSERT_LE(statement.span.end, sql.size()) << sql;
    for (const Problem& problem : script.problems) ASSERT_LE(problem.span.end, sql.size()) << sql;
  }
}

TEST(Containment, ChildGivesWhatTheParserGives) {
  Budget budget;
  const Parsed here = parse("SELECT 1", Grammar::sql), there = parse_contained("SELECT 1", Grammar::sql, budget);
  EXPECT_EQ(there.outcome, Parsed::Outcome::tree);
  EXPECT_EQ(here.text, there.text);
  const Parsed bad = parse_contained("SELECT FROM FROM", Grammar::sql, budget);
  EXPECT_EQ(bad.outcome, Parsed::Outcome::rejected);
  EXPECT_EQ(bad.cursor, 13);
}

TEST(Containment, AChildThatTakesTooLongIsKilled) {
  Budget budget(std::chrono::milliseconds(100));
  const std::string slow = repeat("/*", 200'000) + repeat("*/", 200'000) + "SELECT 1";
  EXPECT_EQ(parse_contained(slow, Grammar::sql, budget).outcome, Parsed::Outcome::crashed);
  EXPECT_NE(parse_contained("SELECT 1", Grammar::sql, budget).outcome,
            Parsed::Outcome::tree);  // nothing, or hardly anything, is left
}

// A sanitizer's allocator is not made for a child of a process with threads.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t chain_in_threads = 100;
#else
constexpr std::size_t chain_in_threads = 9'000;
#endif

TEST(Threads, AnalyzeAtTheSameTime) {
  const std::string sql = "ALTER TABLE t DROP a; DO $$ BEGIN DROP TABLE b; END $$; SELECT 1" + repeat("+1", chain_in_threads);
  std::vector<std::size_t> counts(4);
  std::vector<std::thread> threads;
  for (std::size_t& count : counts) threads.emplace_back([&] { count = analyze(sql, "").statements.size(); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counts, std::vector<std::size_t>(4, analyze(sql, "").statements.size()));
}

}  // namespace
}  // namespace safeops::sql
