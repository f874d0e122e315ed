#pragma once

#include <optional>
#include <string_view>

namespace safeops::rules {

// A Kubernetes quantity as a number, fractions kept (`500m` of a CPU). None when it is none (resource.ParseQuantity).
std::optional<double> quantity(std::string_view text);

// A size among PostgreSQL's parameters, in bytes, as the webhook reads it (parsePostgresQuantityValue): a number alone is MB, a
// unit ends in `B` and is spelled as PostgreSQL spells it. None when the webhook cannot read it.
std::optional<double> postgres_size(std::string_view text);

// A boolean among PostgreSQL's parameters (ParsePostgresConfigBoolean). None when it is none.
std::optional<bool> postgres_boolean(std::string_view text);

// `^[1-9][0-9]*[dwm]$`, which the webhook and the CRDs ask of a retention policy, however long.
bool is_retention_policy(std::string_view text);

// Does Go's time.ParseDuration read it: `90s`, `1h30m`, `1.5h`, `-2m`, `0`?
bool is_go_duration(std::string_view text);

}  // namespace safeops::rules
