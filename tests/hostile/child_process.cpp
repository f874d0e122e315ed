#include "hostile/child_process.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <system_error>

namespace safeops::test {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

constexpr unsigned seconds_allowed = sanitized ? 60 : 10;
constexpr rlim_t bytes_allowed = 512UL * 1024 * 1024;

// In the child. The alarm outlives exec; the program leaves SIGALRM alone.
[[noreturn]] void become_program(const std::vector<std::string>& arguments, const std::string& out, const std::string& err) {
  std::vector<char*> words{const_cast<char*>(SAFEOPS_PROGRAM)};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
  dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  const rlimit memory{bytes_allowed, bytes_allowed};
  if (!sanitized) setrlimit(RLIMIT_AS, &memory);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  unsetenv("GITHUB_ACTIONS");
  alarm(seconds_allowed);
  execv(SAFEOPS_PROGRAM, words.data());
  _exit(127);
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Ended run_program(const std::vector<std::string>& arguments, const std::filesystem::path& scratch) {
  const std::string out = (scratch / "standard-output").string();
  const std::string err = (scratch / "standard-error").string();
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) become_program(arguments, out, err);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  Ended ended;
  ended.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  ended.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  ended.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  ended.out = content_of(out);
  ended.err = content_of(err);
  return ended;
}

}  // namespace safeops::test
