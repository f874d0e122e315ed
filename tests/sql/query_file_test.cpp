#include "sql/query_file.hpp"

#include <gtest/gtest.h>

#include "sql/catalog/apply.hpp"
#include "sql/catalog/lost_names.hpp"

namespace safeops::sql {
namespace {

std::string_view at(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

// The columns that its queries name, as the file writes them.
std::vector<std::string> references(std::string_view text) {
  std::vector<std::string> found;
  for (const NamedQuery& query : read_queries(text).queries)
    for (const Query::Scope& scope : query.query.scopes)
      for (const Query::Reference& reference : scope.references) found.emplace_back(at(text, reference.span));
  return found;
}

Catalog catalog_of(std::string_view sql) {
  Catalog catalog;
  for (const Statement& statement : analyze(sql, "").statements) apply(statement.command, catalog);
  return catalog;
}

// What the query loses, "column users.login" and the like.
std::vector<std::string> lost(std::string_view query, std::string_view schema, std::string_view change) {
  constexpr std::string_view kinds[] = {"relation", "column", "function", "required", "label", "arbiter"};
  const Catalog before = catalog_of(schema);
  const Catalog after = catalog_of(std::string(schema) + ";" + std::string(change));
  std::vector<std::string> found;
  for (const NamedQuery& each : read_queries(query).queries)
    for (const Lost& one : lost_names(each.query, before, after)) {
      EXPECT_FALSE(misses(before, one)) << one.member;
      EXPECT_TRUE(misses(after, one)) << one.member;
      found.push_back(std::string(kinds[static_cast<int>(one.kind)]) + " " + one.object.name +
                      (one.member.empty() ? "" : "." + one.member));
    }
  return found;
}

using Texts = std::vector<std::string>;

TEST(QueryFile, NamesComeFromTheCommentAbove) {
  const QueryFile file = read_queries("-- users\n-- name: GetUser :one\nSELECT 1;\nSELECT 2;\n/* name: list-users */ SELECT 3");
  ASSERT_EQ(file.queries.size(), 3u);
  EXPECT_EQ(file.queries[0].name, "GetUser");
  EXPECT_EQ(file.queries[1].name, "");
  EXPECT_EQ(file.queries[2].name, "list-users");
}

TEST(QueryFile, PlaceholdersAreNoColumns) {
  EXPECT_EQ(references("SELECT a FROM t WHERE b = @login AND c=@x AND d = sqlc.arg(e) AND f = ANY(sqlc.slice('g'))"),
            (Texts{"a", "b", "c", "d", "f"}));
  EXPECT_EQ(references("SELECT a FROM t WHERE b = :login AND c::text = :'x' AND d[1:2] = ?"), (Texts{"a", "b", "c", "d"}));
  EXPECT_EQ(references("SELECT a ? 'key', b <@ c, d[i:j] FROM t"), (Texts{"a", "b", "c", "d", "i", "j"}));
  EXPECT_EQ(references("SELECT a FROM t WHERE b = {{ c }}"), (Texts{"a", "b"}));
  EXPECT_EQ(references("SELECT '@x :y ?', a -- @b\nFROM t"), (Texts{"a"}));
}

TEST(QueryFile, WhatCannotBeReadIsSaid) {
  const QueryFile file = read_queries("SELECT 1; SELECT a FROM WHERE b; SELECT sqlc.embed(t) FROM t");
  EXPECT_EQ(file.queries.size(), 2u);
  ASSERT_EQ(file.problems.size(), 1u);
  EXPECT_EQ(file.problems[0].kind, Problem::Kind::syntax);
  EXPECT_FALSE(read_queries(std::string(5 << 20, ' ')).problems.empty());
  EXPECT_FALSE(read_queries(std::string(100, '/').append("*") + "SELECT 1").problems.empty());
}

constexpr std::string_view users =
    "CREATE TABLE users (id bigint PRIMARY KEY, login text, email text UNIQUE); CREATE TABLE teams (id int, name text)";
constexpr std::string_view drop_login = "ALTER TABLE users DROP COLUMN login";

TEST(LostNames, ColumnsAreFoundInTheScopeTheyBelongTo) {
  EXPECT_EQ(lost("SELECT login FROM users", users, drop_login), Texts{"column users.login"});
  EXPECT_EQ(lost("SELECT login FROM users u JOIN teams t USING (id)", users, drop_login), Texts{"column users.login"});
  EXPECT_EQ(lost("SELECT 1 FROM teams t WHERE EXISTS (SELECT FROM users WHERE login = t.name)", users, drop_login),
            Texts{"column users.login"});
  EXPECT_EQ(lost("SELECT u.l FROM users AS u (i, l)", users, drop_login), Texts{});
  EXPECT_EQ(lost("SELECT login FROM generate_series(1, 2) AS login, users", users, drop_login), Texts{});
  EXPECT_EQ(lost("SELECT id FROM users; SELECT name AS login FROM teams ORDER BY login", users, drop_login), Texts{});
  EXPECT_EQ(lost("SELECT ctid, u FROM users u", users, drop_login), Texts{});
}

TEST(LostNames, WhatIsFoundElsewhereIsNotLost) {
  EXPECT_EQ(lost("SELECT login FROM users, teams", users, "ALTER TABLE teams ADD login text; ALTER TABLE users DROP login"),
            Texts{});
  EXPECT_EQ(
      lost("SELECT login FROM users", users, "ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT * FROM people"),
      Texts{});
  EXPECT_EQ(lost("SELECT login FROM users", "CREATE TABLE teams (id int)", drop_login), Texts{});
  EXPECT_EQ(lost("SELECT login FROM users", users, "DROP TABLE users; CREATE TABLE users (id int)"), Texts{"column users.login"});
  EXPECT_EQ(lost("SELECT login, nick FROM users", users, drop_login), Texts{});
}

TEST(LostNames, WritesNeedTheirColumns) {
  EXPECT_EQ(lost("UPDATE users SET login = $1", users, drop_login), Texts{"column users.login"});
  EXPECT_EQ(lost("INSERT INTO users (id) VALUES (1)", users, "ALTER TABLE users ALTER login SET NOT NULL"),
            Texts{"required users.login"});
  EXPECT_EQ(lost("INSERT INTO users VALUES (1)", users, "ALTER TABLE users ALTER login SET NOT NULL"), Texts{});
  EXPECT_EQ(lost("INSERT INTO users (id) VALUES (1)", users, "ALTER TABLE users ADD age int NOT NULL"),
            Texts{"required users.age"});
  EXPECT_EQ(lost("INSERT INTO users (id) VALUES (1)", users, "ALTER TABLE users ADD age int NOT NULL DEFAULT 0"), Texts{});
  EXPECT_EQ(lost("INSERT INTO users (id) VALUES (1)", users, "ALTER TABLE users ADD n int GENERATED ALWAYS AS IDENTITY"),
            Texts{});
}

TEST(LostNames, OnConflictNeedsItsIndex) {
  const std::string_view upsert = "INSERT INTO users (id, email) VALUES (1, 'x') ON CONFLICT (email) DO NOTHING";
  EXPECT_EQ(lost(upsert, users, "ALTER TABLE users DROP CONSTRAINT users_email_key"), Texts{"arbiter users.email"});
  EXPECT_EQ(lost(upsert, users, "CREATE UNIQUE INDEX x ON users (email); ALTER TABLE users DROP CONSTRAINT users_email_key"),
            Texts{});
  EXPECT_EQ(lost("INSERT INTO users (id) VALUES (1) ON CONFLICT DO NOTHING", users,
                 "ALTER TABLE users DROP CONSTRAINT users_email_key"),
            Texts{});
  EXPECT_EQ(lost("INSERT INTO users (id) VALUES (1) ON CONFLICT ON CONSTRAINT users_email_key DO NOTHING", users,
                 "ALTER INDEX users_email_key RENAME TO users_email"),
            Texts{"arbiter users.users_email_key"});
}

TEST(LostNames, OnConflictIsNotDecidedByADeferrableConstraint) {
  const std::string_view by_column = "INSERT INTO users (id, email) VALUES (1, 'x') ON CONFLICT (email) DO NOTHING";
  const std::string_view by_name = "INSERT INTO users (id) VALUES (1) ON CONFLICT ON CONSTRAINT users_email_key DO NOTHING";
  const std::string_view instead =
      "ALTER TABLE users DROP CONSTRAINT users_email_key, ADD CONSTRAINT users_email_key UNIQUE (email) DEFERRABLE";
  EXPECT_EQ(lost(by_column, users, instead), Texts{"arbiter users.email"});
  EXPECT_EQ(lost(by_name, users, instead), Texts{"arbiter users.users_email_key"});
  EXPECT_EQ(lost(by_column, users, "ALTER TABLE users ADD UNIQUE (email) DEFERRABLE"), Texts{"arbiter users.email"});
  EXPECT_EQ(lost(by_name, users, "ALTER TABLE users ADD UNIQUE (email) DEFERRABLE"), Texts{});
  EXPECT_EQ(lost(by_name, users,
                 "ALTER TABLE users DROP CONSTRAINT users_email_key, ADD CONSTRAINT users_email_key CHECK (email <> '')"),
            Texts{"arbiter users.users_email_key"});
  EXPECT_EQ(lost(by_column, users, "ALTER TABLE users DROP CONSTRAINT users_email_key, ADD UNIQUE NULLS NOT DISTINCT (email)"),
            Texts{});
}

TEST(LostNames, FunctionsAreFoundByTheirArguments) {
  const std::string_view schema = "CREATE FUNCTION f(int, int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1'";
  EXPECT_EQ(lost("SELECT f(1)", schema, "DROP FUNCTION f(int, int)"), Texts{"function f"});
  EXPECT_EQ(lost("SELECT f(1, 2, 3)", schema, "DROP FUNCTION f"), Texts{});
  EXPECT_EQ(lost("SELECT f(1)", schema, "DROP FUNCTION f; CREATE FUNCTION f(bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'"),
            Texts{});
}

TEST(LostNames, LabelsThatAreComparedWith) {
  const std::string_view schema = "CREATE TYPE mood AS ENUM ('ok', 'sad'); CREATE TABLE t (id int, m mood)";
  const std::string_view change = "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'";
  EXPECT_EQ(lost("SELECT id FROM t WHERE m = 'ok' AND id = 1", schema, change), Texts{"label mood.ok"});
  EXPECT_EQ(lost("SELECT id FROM t WHERE m = 'sad'", schema, change), Texts{});
  EXPECT_EQ(lost("SELECT id FROM t, t AS u WHERE t.m = 'ok'", schema, change), Texts{});
}

}  // namespace
}  // namespace safeops::sql
