#include "rules/whole_name.hpp"

namespace safeops::rules {

sql::Name whole_name(const sql::Name& written, const StatementFacts& facts) {
  if (!written.schema.empty()) return written;
  if (sql::Name temporary{"pg_temp", written.name}; facts.cost.locks.contains(temporary)) return temporary;
  for (const std::string& schema : facts.search_path)
    if (sql::Name found{schema, written.name}; facts.cost.locks.contains(found)) return found;
  return {facts.search_path.empty() ? "public" : facts.search_path.front(), written.name};
}

}  // namespace safeops::rules
