#include "git/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "git/cannot_run.hpp"

namespace safeops::git {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds time_allowed{10};
constexpr std::size_t most_output = 64 * 1024;

std::string path_variable() {
  const char* path = std::getenv("PATH");
  return fmt::format("PATH={}", path ? path : "/usr/bin:/bin");
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

// What the child's three streams are: the input as a file, a pipe for the output, nothing for what it complains about.
class Streams {
 public:
  Streams(const std::string& input, int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  ~Streams() { posix_spawn_file_actions_destroy(&actions_); }
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

// Reads until the other end closes or the time is up; false in the latter case.
bool read_until(Clock::time_point deadline, int pipe, std::string& into) {
  std::array<char, 4096> chunk{};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{.fd = pipe, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) return false;
    if (ready <= 0) continue;
    const ssize_t size = ::read(pipe, chunk.data(), chunk.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return size == 0;
    const std::size_t room = most_output - std::min(most_output, into.size());
    into.append(chunk.data(), std::min(room, static_cast<std::size_t>(size)));
  }
}

// The exit status; the child is killed when the time is up first.
int wait_for(pid_t child, Clock::time_point deadline) {
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() >= deadline) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return -1;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return status;
}

Called start_failure(int error) {
  return {.end = error == ENOENT || error == EACCES ? Called::End::not_found : Called::End::broken, .exit_code = 0, .out = {}};
}

}  // namespace

Called call_program(const std::vector<std::string>& command, std::string_view input, const std::filesystem::path& directory) {
  const std::string input_file = (directory / "input").string();
  std::ofstream(input_file, std::ios::binary | std::ios::trunc) << input;
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return start_failure(errno);

  std::vector<std::string> words = command;
  std::vector<std::string> variables = {path_variable(), "HOME=" + directory.string(), "LC_ALL=C", "TZ=UTC"};
  const auto deadline = Clock::now() + time_allowed;
  pid_t child = 0;
  const Streams streams(input_file, pipe[1]);
  const int error =
      ::posix_spawnp(&child, words.front().c_str(), streams.get(), nullptr, pointers(words).data(), pointers(variables).data());
  ::close(pipe[1]);
  Called called;
  if (error == 0) {
    const bool read = read_until(deadline, pipe[0], called.out);
    const int status = wait_for(child, read ? deadline : Clock::now());
    if (status >= 0 && WIFEXITED(status)) called = {Called::End::returned, WEXITSTATUS(status), std::move(called.out)};
  } else {
    called = start_failure(error);
  }
  ::close(pipe[0]);
  return called;
}

PrivateDirectory::PrivateDirectory() {
  std::error_code error;
  std::filesystem::path parent = std::filesystem::temp_directory_path(error);
  std::string name = (parent / "safeops-check.XXXXXX").string();
  if (error || !::mkdtemp(name.data()))
    throw CannotRun("No temporary directory can be made to check signatures in; is TMPDIR writable?");
  path_ = name;
}

PrivateDirectory::~PrivateDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string PrivateDirectory::write(std::string_view name, std::string_view content) const {
  const std::filesystem::path file = path_ / name;
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << content;
  out.close();
  if (!out) throw CannotRun(fmt::format("{} cannot be written; is the disk full?", file.string()));
  return file.string();
}

}  // namespace safeops::git
