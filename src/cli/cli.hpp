#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace safeops {

// What the program takes from outside besides its arguments, so that tests run it in process.
struct Surroundings {
  std::ostream* out = nullptr;
  std::ostream* err = nullptr;
  std::function<std::optional<std::string>(const char*)> variable;  // getenv
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::string directory = ".";  // the working directory
};

// The whole program: parses, runs, writes, and returns the exit code (0 GO, 1 NO-GO, 2 cannot run, 3 could not inspect).
int run(const std::vector<std::string>& arguments, const Surroundings& surroundings);
int run(int argc, char** argv);

}  // namespace safeops
