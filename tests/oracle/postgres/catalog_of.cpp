// catalog_of FILE...: prints what a database holds after these migrations, in the form of catalog.mjs.

#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "catalog_json.hpp"
#include "sql/catalog/apply.hpp"
#include "sql/script.hpp"

namespace {

using namespace safeops;

std::string read(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool runs(const sql::Statement& statement) {
  return statement.direction == sql::Direction::up && statement.container != sql::Container::function_body;
}

void migrate(const std::string& path, sql::Catalog& catalog) {
  const sql::Script script = sql::analyze(read(path), path);
  for (const sql::Problem& problem : script.problems)
    if (problem.direction == sql::Direction::up) std::cerr << path << ": " << problem.message << '\n';
  for (const sql::Statement& statement : script.statements)
    if (runs(statement)) sql::apply(statement.command, catalog);
  if (catalog.gave_up()) throw std::runtime_error(path + ": more than the catalog takes");
}

}  // namespace

int main(int count, char** arguments) try {
  sql::Catalog catalog;
  for (int i = 1; i < count; ++i) migrate(arguments[i], catalog);
  std::cout << sql::json_of(catalog) << '\n';
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
