#pragma once

#include <optional>
#include <string_view>

namespace safeops::rules {

// Does the operator set this PostgreSQL parameter itself (pkg/postgres/configuration.go, FixedConfigurationParameters)? But for
// `archive_mode`, which may be written and is overwritten.
bool is_fixed_parameter(std::string_view name);

// The only value the webhook lets a manifest give it; none when it may not be given at all.
std::optional<std::string_view> value_of_fixed(std::string_view name);

}  // namespace safeops::rules
