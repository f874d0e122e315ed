#include "cli/cli.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <new>

#include "cli/arguments.hpp"
#include "cli/scaffold/commands.hpp"
#include "cli/session.hpp"
#include "git/cannot_run.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

int dispatch(const Arguments& arguments, const Surroundings& surroundings) {
  switch (arguments.command) {
    case Arguments::Command::check:
      return run_check(arguments, surroundings);
    case Arguments::Command::audit:
      return run_audit(arguments, surroundings);
    case Arguments::Command::replay:
      return run_replay(arguments, surroundings);
    case Arguments::Command::status:
      return run_status(arguments, surroundings);
    case Arguments::Command::decide:
      return run_decide(arguments, surroundings);
    case Arguments::Command::render:
      return run_render(arguments, surroundings);
    case Arguments::Command::model:
      return run_model(arguments, surroundings);
    case Arguments::Command::sql:
      return run_sql(arguments, surroundings);
    case Arguments::Command::explain:
      return run_explain(arguments, surroundings);
    case Arguments::Command::rules:
      return run_rules(surroundings);
    case Arguments::Command::schema:
      return run_schema(arguments, surroundings);
    case Arguments::Command::completion:
      return run_completion(arguments, surroundings);
    case Arguments::Command::scaffold:
      return run_scaffold(arguments, surroundings);
    case Arguments::Command::version:
    case Arguments::Command::help:
      *surroundings.out << arguments.help_text;
      return 0;
  }
  return 2;
}

int exit_code(CannotRun::Reason reason) {
  return reason == CannotRun::Reason::usage ? 2 : 3;
}

}  // namespace

int run(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  try {
    return dispatch(parse_arguments(arguments), surroundings);
  } catch (const CannotRun& error) {
    *surroundings.err << fmt::format("safeops-check: {}\n", text::visible(error.what()));
    return exit_code(error.reason());
  } catch (const std::bad_alloc&) {
    *surroundings.err
        << "safeops-check: there is not enough memory to inspect all of this, so nothing was judged. Give it more, or "
           "fewer --jobs, or a smaller change.\n";
    return 3;
  } catch (const std::exception& error) {  // a defect of ours must not look like GO or like a finding
    *surroundings.err << fmt::format("safeops-check: internal error, nothing was judged: {}\n", text::visible(error.what()));
    return 3;
  }
}

int run(int argc, char** argv) {
  Surroundings surroundings;
  surroundings.out = &std::cout;
  surroundings.err = &std::cerr;
  surroundings.variable = [](const char* name) -> std::optional<std::string> {
    const char* value = std::getenv(name);
    return value ? std::optional<std::string>(value) : std::nullopt;
  };
  surroundings.out_is_terminal = isatty(STDOUT_FILENO) == 1;
  surroundings.err_is_terminal = isatty(STDERR_FILENO) == 1;
  const int code = run(std::vector<std::string>(argv + 1, argv + argc), surroundings);
  std::cout.flush();
  return std::cout ? code : 3;
}

}  // namespace safeops
