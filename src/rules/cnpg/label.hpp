#pragma once

#include <string_view>

namespace safeops::rules {

// The syntax of Kubernetes' labels and taints (apimachinery: IsQualifiedName, IsValidLabelValue).
bool is_label_key(std::string_view text);
bool is_label_value(std::string_view text);

}  // namespace safeops::rules
