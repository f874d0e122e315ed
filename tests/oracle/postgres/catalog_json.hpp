#pragma once

#include <nlohmann/json.hpp>

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// The catalog in the form that catalog.mjs gives that of a server (README.md), as far as it is known: what is not has no member.
nlohmann::ordered_json json_of(const Catalog& catalog);

}  // namespace safeops::sql
