#pragma once

#include <string>
#include <string_view>

namespace safeops::flux {

// How sigs.k8s.io/yaml writes a text in block style. kustomize-controller fills variables into what it wrote so, quotes and all.
// Asked only of texts that hold a `$`, which no number, boolean or null does.
enum class Writing { plain, single_quoted, double_quoted, literal };
Writing writing_of(std::string_view text);

// The scalar alone, as it follows `key: ` two columns deep: the lines of a literal are indented by two blanks.
std::string write_scalar(std::string_view text, Writing writing);

}  // namespace safeops::flux
