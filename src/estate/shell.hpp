#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "estate/embedded_text.hpp"

namespace safeops {

// A word as the program it is for gets it. What only shows when it runs ($NAME, $(command)) stands in it as `_$NAME`, which SQL
// takes for a name, inside a string for a part of it.
struct ShellWord {
  EmbeddedText value;
  bool expands = false;  // some of it is only known when it runs
  bool splits = false;   // an unquoted variable brought blanks into it
};

// A simple command of a shell script (POSIX.1-2024, Shell Command Language, 2.9.1), or an argument list that needs no shell.
struct ShellCommand {
  std::vector<ShellWord> words;      // without redirections, and without assignments in front
  std::optional<ShellWord> input;    // its here-document or here-string
  std::optional<ShellWord> file;     // that its input is redirected from
  std::optional<ShellWord> output;   // the file its output goes to
  std::optional<std::size_t> piped;  // the command whose output it reads, by its place in the list
};

using ShellVariables = std::map<std::string, EmbeddedText, std::less<>>;

// All simple commands of a script in the order they stand there: those of lists, pipelines, loops, conditions, functions and
// command substitutions. Whether and how often one runs is not asked. `variables` are those of its environment. Those of
// one value only are put in, up to 1 MiB.
// Nothing is refused: of what is broken or nested too deeply, the commands before it are returned.
std::vector<ShellCommand> read_shell(const EmbeddedText& script, const ShellVariables& variables);

}  // namespace safeops
