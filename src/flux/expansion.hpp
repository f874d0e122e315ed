#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flux/variables.hpp"

namespace safeops::flux {

// Fills in `${...}` as kustomize-controller does (fluxcd/pkg/envsubst): `${v}`, `${#v}`, `${v^}` `^^` `,` `,,`,
// `${v:offset:length}`,
// `${v#pattern}` `##` `%` `%%`, `${v/text/other}` `//` `/#` `/%`, `${v=default}` and `:=` `:-` `:+` `:?`, which all give the
// default for an empty value. `$$` becomes `$`; a `$` before anything else stays. What a name stands for that may be set outside
// of the repository stays as it is written, with all around it that depends on it; so does a change of case beyond ASCII.
class Expander {
 public:
  // `variables` must outlive the expander.
  explicit Expander(const Variables& variables) : variables_(variables) {}

  struct Result {
    std::string text;
    std::string fault;                   // why nothing can be made of it, to be read after "because "; empty if something can
    std::vector<std::string> undefined;  // names that became nothing
    bool spans_lines = false;            // one `${...}` holds a line break
    bool open = false;                   // one stays as it is written
  };
  // All calls together are bounded; past that every text is at fault.
  Result expand(std::string_view text);

 private:
  const Variables& variables_;
  std::size_t written_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace safeops::flux
