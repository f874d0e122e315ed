#pragma once

#include <string>
#include <string_view>

#include "sql/script.hpp"

namespace safeops::sql {

// A psql meta-command: from its backslash to the end of the line.
struct MetaCommand {
  enum class Effect {
    none,        // only the terminal or a variable changes
    sends,       // none, and it ends the statement as a semicolon does (\g, \gx, \gset)
    separates,   // `\;`: a semicolon
    copies_in,   // \copy ... from
    copies_out,  // \copy ... to
    blinds,      // runs or includes what is not in the text, or throws text away
  };
  Span span;
  Effect effect = Effect::none;
  std::string name;         // "gexec"
  Name table;               // of \copy
  bool from_stdin = false;  // \copy ... from stdin: data follows
};

// Reads the meta-command whose backslash stands at `begin`.
MetaCommand read_meta_command(std::string_view text, std::uint32_t begin);

}  // namespace safeops::sql
