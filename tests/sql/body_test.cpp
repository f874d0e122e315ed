#include <gtest/gtest.h>

#include <algorithm>

#include "sql/script.hpp"

namespace safeops::sql {
namespace {

using Kind = Effect::Kind;

std::string_view at(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

const Statement* find(const Script& script, Kind kind) {
  for (const Statement& statement : script.statements)
    if (std::any_of(statement.effects.begin(), statement.effects.end(), [&](const Effect& each) { return each.kind == kind; }))
      return &statement;
  return nullptr;
}

TEST(DoBlock, StatementsInsideAreFoundInPlace) {
  const std::string_view sql =
      "DO $body$\nDECLARE n int;\nBEGIN\n  SELECT count(*) INTO STRICT n FROM t;\n  IF n > 0 THEN\n    ALTER TABLE a\n      DROP "
      "COLUMN b;\n"
      "  END IF;\nEXCEPTION WHEN others THEN\n  TRUNCATE c;\nEND $body$;\nSELECT 1;";
  const Script script = analyze(sql, "");
  ASSERT_TRUE(script.complete());
  ASSERT_EQ(script.statements.size(), 5u);
  EXPECT_EQ(script.statements[0].kind, "DO");
  EXPECT_EQ(at(sql, script.statements[1].span), "SELECT count(*) INTO STRICT n FROM t");
  EXPECT_EQ(at(sql, script.statements[2].span), "ALTER TABLE a\n      DROP COLUMN b");
  EXPECT_EQ(at(sql, script.statements[2].effects[0].span), "DROP COLUMN b");
  EXPECT_EQ(at(sql, script.statements[3].span), "TRUNCATE c");
  EXPECT_EQ(script.statements[3].container, Container::do_block);
  EXPECT_EQ(script.statements[4].container, Container::top_level);
}

TEST(DoBlock, LoopsConditionsAndPerformAreRead) {
  const std::string_view sql =
      "DO $$ DECLARE r record; BEGIN\n FOR r IN SELECT * FROM y LOOP DELETE FROM z; END LOOP;\n PERFORM  dblink_exec('x');\n"
      " IF dblink('y') THEN NULL; END IF; END $$";
  const Script script = analyze(sql, "");
  ASSERT_TRUE(script.complete());
  ASSERT_EQ(script.statements.size(), 5u);
  EXPECT_EQ(at(sql, script.statements[1].span), "SELECT * FROM y");
  EXPECT_EQ(at(sql, script.statements[2].span), "DELETE FROM z");
  EXPECT_EQ(at(sql, script.statements[3].span), "PERFORM  dblink_exec('x')");
  EXPECT_EQ(script.statements[3].phase(), Phase::unknown);
  EXPECT_EQ(at(sql, script.statements[4].span), "dblink('y')");
}

// What the only EXECUTE of a DO block does.
std::vector<Kind> executed(std::string_view expression) {
  const Script script = analyze("DO $do$ BEGIN EXECUTE " + std::string(expression) + "; END $do$", "");
  std::vector<Kind> kinds;
  for (std::size_t i = 1; i < script.statements.size(); ++i)
    for (const Effect& effect : script.statements[i].effects) kinds.push_back(effect.kind);
  return script.complete() ? kinds : std::vector<Kind>{};
}
using Kinds = std::vector<Kind>;

TEST(Execute, TemplatesOfConstantsAreFilledIn) {
  EXPECT_EQ(executed("format('DROP TABLE %I', 'x')"), Kinds{Kind::drop_table});
  EXPECT_EQ(executed("format('ALTER TABLE %2$I DROP COLUMN %1$I', 'c', 't')"), Kinds{Kind::drop_column});
  EXPECT_EQ(executed("'DROP' || format(' TABLE %s', quote_ident('x'))"), Kinds{Kind::drop_table});
  EXPECT_EQ(executed("('TRUNCATE ' || 'y')::text"), Kinds{Kind::truncate});
}

TEST(Execute, TemplatesThatMakeThingsMayNameThemLater) {
  EXPECT_EQ(executed("format('CREATE TABLE %I (id int)', name)"), Kinds{Kind::create_table});
  EXPECT_EQ(executed("'CREATE SCHEMA ' || quote_ident(name)"), Kinds{Kind::create_schema});
  EXPECT_EQ(executed("format('COMMENT ON TABLE t IS %L', note)"), Kinds{Kind::comment});
  EXPECT_EQ(executed("format('DELETE FROM t WHERE id = %L', x)"), Kinds{Kind::delete_rows});
}

TEST(Execute, WhatIsChangedMustBeNamed) {
  for (const std::string_view text :
       {"format('DROP TABLE %I', name)", "format('ALTER TABLE t DROP CONSTRAINT %I', name)",
        "format('CREATE INDEX ON %I (x)', name)", "format('SELECT %I()', name)", "format('SELECT %I.f()', name)",
        "format('SET search_path TO %I', name)", "format('SET search_path = %L', name)", "format('DO %L', code)"})
    EXPECT_EQ(executed(text), Kinds{Kind::dynamic_sql}) << text;
}

TEST(Execute, WhatMayEndWhereItStandsIsNotKnown) {
  for (const std::string_view text :
       {"format('SELECT 1 -- %I', name)", "format('SELECT ''%I''', name)", "format('SELECT $a$ %L $a$', x)",
        "format('COMMENT ON TABLE t IS %s', x)", "'SELECT 1 --'::char(9) || ' ; DROP TABLE x'", "format('%-10s', 'DROP TABLE x')",
        "format('%3$s', 'x')", "format('%')", "format('%99999999999999999999$I', 'x')", "other.format('SELECT 1')"})
    EXPECT_EQ(executed(text), Kinds{Kind::dynamic_sql}) << text;
}

TEST(Execute, TemplatesInTemplatesAreBounded) {
  std::string text = "'DROP TABLE x;'";
  for (int i = 0; i < 60; ++i) text = "format('%1$s%1$s', " + text + ")";
  EXPECT_EQ(executed(text), Kinds{Kind::dynamic_sql});
  text = "'x'";
  for (int i = 0; i < 60; ++i) text = "quote_literal(" + text + ")";
  EXPECT_EQ(executed(text), Kinds{Kind::dynamic_sql});
}

TEST(Setting, SetConfigOfTheSearchPathIsSet) {
  const Script script = analyze("SELECT pg_catalog.set_config('search_path', 'App, \"Odd, One\"', true)", "");
  const auto* set = std::get_if<SetVariable>(&script.statements.at(0).command.form);
  ASSERT_TRUE(set);
  EXPECT_EQ(set->values, (std::vector<std::string>{"app", "Odd, One"}));
  EXPECT_TRUE(set->local);
}

TEST(Reference, SpansAreThoseOfTheFile) {
  const std::string_view sql = "DO $$ BEGIN\n  UPDATE t SET a = b; END $$";
  const Script script = analyze(sql, "");
  const auto* run = std::get_if<RunQuery>(&script.statements.at(1).command.form);
  ASSERT_TRUE(run);
  EXPECT_EQ(sql[run->query.scopes.at(0).references.at(0).span.begin], 'b');
}

TEST(DoBlock, ExecuteOfConstantsIsParsed) {
  const std::string_view sql =
      "DO $$ BEGIN EXECUTE 'DROP TABLE x'; EXECUTE format('ALTER TABLE %I DROP COLUMN %I', 'T', 'c');\n"
      "EXECUTE 'TRUNC' || 'ATE y'; EXECUTE $q$DELETE FROM z$q$; END $$";
  const Script script = analyze(sql, "");
  ASSERT_TRUE(script.complete());
  ASSERT_EQ(script.statements.size(), 5u);
  EXPECT_EQ(at(sql, script.statements[1].span), "DROP TABLE x");
  EXPECT_EQ(script.statements[1].container, Container::dynamic_literal);
  EXPECT_EQ(script.statements[2].effects[0].object.name, "T");
  EXPECT_EQ(script.statements[2].effects[0].member, "c");
  EXPECT_EQ(at(sql, script.statements[2].span), "format('ALTER TABLE %I DROP COLUMN %I', 'T', 'c')");
  EXPECT_EQ(script.statements[3].effects[0].kind, Kind::truncate);
  EXPECT_EQ(at(sql, script.statements[4].span), "DELETE FROM z");
}

TEST(DoBlock, ExecuteOfAnythingElseIsDynamic) {
  for (const char* text : {"'DROP TABLE ' || n", "format('DROP TABLE %I', n)", "n", "lower('DROP')", "format('%2$s', 'x')"}) {
    const Script script = analyze(std::string("DO $$ DECLARE n text; BEGIN EXECUTE ") + text + "; END $$", "");
    ASSERT_EQ(script.statements.size(), 2u) << text;
    EXPECT_EQ(script.statements[1].effects[0].kind, Kind::dynamic_sql) << text;
    EXPECT_EQ(script.statements[1].phase(), Phase::unknown);
  }
}

TEST(DoBlock, WithDoubledQuotesIsStillTraced) {
  const std::string_view sql = "DO 'BEGIN DELETE FROM t WHERE a = ''x''; DROP TABLE u; END'";
  const Script script = analyze(sql, "");
  ASSERT_TRUE(script.complete());
  ASSERT_EQ(script.statements.size(), 3u);
  EXPECT_EQ(at(sql, script.statements[1].span), "DELETE FROM t WHERE a = ''x''");
  EXPECT_EQ(at(sql, script.statements[2].span), "DROP TABLE u");
}

TEST(DoBlock, NestsInConstants) {
  const Script script = analyze("DO $a$ BEGIN EXECUTE $b$ DO $c$ BEGIN DROP TABLE t; END $c$ $b$; END $a$", "");
  ASSERT_TRUE(script.complete());
  const Statement* drop = find(script, Kind::drop_table);
  ASSERT_NE(drop, nullptr);
  EXPECT_EQ(drop->phase(), Phase::contract);
}

TEST(DoBlock, ThatDoesNotParseIsAProblem) {
  const Script script = analyze("DO $$ BEGIN DELETE FROM t WHERE; END $$", "");
  ASSERT_EQ(script.problems.size(), 1u);
  EXPECT_EQ(script.problems[0].kind, Problem::Kind::syntax);
}

TEST(Function, BodyIsKeptButCreatingItExpands) {
  const std::string_view sql =
      "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE t; EXECUTE 'TRUNCATE u'; END $$;\n"
      "CREATE FUNCTION g() RETURNS void LANGUAGE sql AS 'DELETE FROM a; SELECT 1';\n"
      "CREATE FUNCTION h() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM b; SELECT 1; END;\n"
      "SELECT 2";
  const Script script = analyze(sql, "");
  ASSERT_TRUE(script.complete());
  ASSERT_EQ(script.statements.size(), 10u);
  EXPECT_EQ(script.statements[0].phase(), Phase::expand);
  EXPECT_EQ(script.statements[1].container, Container::function_body);
  EXPECT_EQ(script.statements[1].phase(), Phase::contract);
  EXPECT_EQ(script.statements[2].container, Container::function_body);
  EXPECT_EQ(at(sql, script.statements[4].span), "DELETE FROM a");
  EXPECT_EQ(at(sql, script.statements[7].span), "DELETE FROM b");
  EXPECT_EQ(at(sql, script.statements[8].span), "SELECT 1");
  EXPECT_EQ(script.statements[9].container, Container::top_level);
}

TEST(Function, OfATriggerIsRead) {
  const Script script = analyze(
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM t WHERE a = OLD.a; RETURN '{}'; END $$", "");
  ASSERT_TRUE(script.complete());
  ASSERT_EQ(script.statements.size(), 2u);
  EXPECT_EQ(script.statements[1].effects[0].kind, Kind::delete_rows);
}

// libpg_query's PL/pgSQL knows only built-in types and refuses these, which the server takes.
TEST(Function, WithTypesOnlyACatalogKnowsIsReadByItsText) {
  const std::string_view sql = R"(CREATE FUNCTION f(p app.kind, VARIADIC rest app.kind[]) RETURNS app.kind LANGUAGE plpgsql AS $$
#variable_conflict use_column
<<outer>>
DECLARE
  r app.t%ROWTYPE; n int := dblink('x'); c CURSOR FOR SELECT 1;
BEGIN
  r.a := 1; n = 2;
  INSERT INTO a (b) VALUES (1) RETURNING b INTO STRICT r.b, n;
  IF CASE WHEN true THEN f() END THEN DELETE FROM b; ELSIF n > 1 THEN UPDATE c SET d = 1; ELSE TRUNCATE e; END IF;
  FOR r IN SELECT * FROM g LOOP NULL; END LOOP;
  FOR i IN REVERSE 10..1 BY 2 LOOP CONTINUE WHEN i = 3; END LOOP;
  FOR r IN EXECUTE 'SELECT * FROM h' USING n LOOP EXIT; END LOOP;
  FOREACH n IN ARRAY ARRAY[1, 2] LOOP PERFORM pg_sleep(n); END LOOP;
  CASE n WHEN 1 THEN DROP TABLE i; ELSE RAISE NOTICE '%; DROP', n; END CASE;
  EXECUTE 'DROP VIEW j' INTO n; EXECUTE 'DROP ' || n;
  RETURN QUERY SELECT 1; RETURN r.a;
EXCEPTION WHEN unique_violation OR SQLSTATE '22012' THEN
  DROP SEQUENCE k;
END outer $$)";
  const Script script = analyze(sql, "");
  ASSERT_TRUE(script.complete()) << script.problems[0].message;
  std::vector<std::string> found;
  for (const Statement& statement : script.statements) found.emplace_back(at(sql, statement.span));
  found.erase(found.begin());
  EXPECT_EQ(found, (std::vector<std::string>{"dblink('x')", "SELECT 1", "INSERT INTO a (b) VALUES (1) RETURNING b",
                                             "CASE WHEN true THEN f() END", "DELETE FROM b", "UPDATE c SET d = 1", "TRUNCATE e",
                                             "SELECT * FROM g", "SELECT * FROM h", "PERFORM pg_sleep(n)", "DROP TABLE i",
                                             "DROP VIEW j", "'DROP ' || n", "SELECT 1", "DROP SEQUENCE k"}));
}

TEST(Function, ReadByItsTextStillMustParse) {
  const Script script = analyze("DO $$ DECLARE r app.t; BEGIN DROPP TABLE x; END $$", "");
  ASSERT_EQ(script.problems.size(), 1u);
  EXPECT_EQ(script.problems[0].kind, Problem::Kind::syntax);
}

TEST(Call, OfAFunctionOfTheScriptDoesWhatItsBodyDoes) {
  const std::string define = "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DROP TABLE t';";
  for (const char* call :
       {"SELECT f()", "SELECT * FROM public.f()", "DO $$ BEGIN PERFORM f(); END $$", "DO $$ DECLARE x int := f(); BEGIN END $$",
        "INSERT INTO a SELECT f()", "ALTER TABLE a ADD c int DEFAULT f()"}) {
    const Script script = analyze(define + call, "");
    ASSERT_TRUE(script.complete()) << call;
    const Statement& last = script.statements.back();
    ASSERT_EQ(last.phase(), Phase::contract) << call;
    EXPECT_EQ(last.effects.back().kind, Kind::drop_table);
    EXPECT_EQ(last.effects.back().detail, "through f()");
    EXPECT_EQ(last.effects.back().span, last.span);
  }
}

TEST(Call, FollowsFunctionsThatCallOthers) {
  const Script script = analyze(
      "CREATE FUNCTION a() RETURNS void LANGUAGE sql AS 'SELECT b()'; CREATE FUNCTION b() RETURNS void LANGUAGE sql AS 'TRUNCATE "
      "t; SELECT a()';"
      "SELECT a()",
      "");
  EXPECT_EQ(script.statements.back().phase(), Phase::data);
}

TEST(Call, OfAKnownProcedureIsKnown) {
  const std::string define = "CREATE PROCEDURE p() LANGUAGE sql AS 'CREATE TABLE t (a int)';";
  EXPECT_EQ(analyze(define + "CALL p()", "").statements.back().phase(), Phase::expand);
  EXPECT_EQ(analyze(define + "CALL q()", "").statements.back().phase(), Phase::unknown);
}

TEST(Call, OfAnotherSchemasFunctionIsNotMeant) {
  const Script script = analyze("CREATE FUNCTION s.f() RETURNS void LANGUAGE sql AS 'DROP TABLE t'; SELECT r.f()", "");
  EXPECT_EQ(script.statements.back().phase(), Phase::neutral);
}

}  // namespace
}  // namespace safeops::sql
