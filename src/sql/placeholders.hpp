#pragma once

#include <string>
#include <string_view>

namespace safeops::sql {

// The text with the placeholders of query files written as PostgreSQL writes parameters, every byte else in its place: `@name`,
// `:name`, `sqlc.arg(name)`, `sqlc.narg(name)`, `sqlc.slice(name)`, `${name}`, `%(name)s`; `sqlc.embed(table)` becomes `table.*`.
std::string with_parameters(std::string_view text);

// And every `?` a value. In PostgreSQL it is an operator too.
std::string with_question_marks(std::string text);

}  // namespace safeops::sql
