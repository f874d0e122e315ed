#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace safeops::test {

// How one call of the program, as a process of its own, ended.
struct Ended {
  int exit_code = -1;  // -1: a signal ended it
  int signal = 0;      // SIGALRM: it ran out of its time
  double seconds = 0;
  std::string out;
  std::string err;
};

// Runs the built safeops-check with `arguments`. It gets 512 MiB of address space and 10 seconds of wall time; a sanitized build,
// which reserves terabytes and is several times slower, gets all memory and a minute.
Ended run_program(const std::vector<std::string>& arguments, const std::filesystem::path& scratch);

}  // namespace safeops::test
