#include "sql/containment.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <pg_query.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace safeops::sql {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int parse_milliseconds = 6000;
constexpr rlim_t cpu_seconds = 5;
constexpr rlim_t memory_bytes = rlim_t{512} << 20;
constexpr std::size_t largest_result = std::size_t{128} << 20;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool limits_memory = false;  // the shadow alone is terabytes of address space
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool limits_memory = false;
#else
constexpr bool limits_memory = true;
#endif
#else
constexpr bool limits_memory = true;
#endif

// Room behind the JSON that simdjson may read.
constexpr std::size_t padding = 64;

std::string padded(const char* text) {
  const std::size_t size = std::strlen(text);
  std::string copy;
  copy.reserve(size + padding);
  copy.assign(text, size);
  return copy;
}

Parsed rejected(const PgQueryError& error) {
  return {.outcome = Parsed::Outcome::rejected, .text = padded(error.message), .cursor = error.cursorpos};
}

Parsed parse_plpgsql(const std::string& sql) {
  PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(sql.c_str());
  Parsed parsed =
      result.error ? rejected(*result.error) : Parsed{.outcome = Parsed::Outcome::tree, .text = padded(result.plpgsql_funcs)};
  pg_query_free_plpgsql_parse_result(result);
  return parsed;
}

int parser_options(Grammar grammar) {
  switch (grammar) {
    case Grammar::expression:
      return PG_QUERY_PARSE_PLPGSQL_EXPR;
    case Grammar::assignment:
      return PG_QUERY_PARSE_PLPGSQL_ASSIGN1;
    case Grammar::sql:
    case Grammar::plpgsql:
      break;
  }
  return PG_QUERY_PARSE_DEFAULT;
}

struct Header {
  std::uint32_t outcome;
  std::int32_t cursor;
  std::uint64_t size;
};

void write_all(int pipe, const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t written = ::write(pipe, at, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) ::_exit(1);
    at += written;
    size -= static_cast<std::size_t>(written);
  }
}

rlim_t address_space_now() {
  unsigned long long pages = 0;
  if (FILE* statm = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(statm, "%llu", &pages) != 1) pages = 0;
    std::fclose(statm);
  }
  return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

void set_limit(decltype(RLIMIT_CPU) resource, rlim_t value) {
  rlimit limit{};
  ::getrlimit(resource, &limit);
  limit.rlim_cur = std::min(value, limit.rlim_max);
  limit.rlim_max = limit.rlim_cur;
  ::setrlimit(resource, &limit);
}

void confine(rlim_t address_space) {
  set_limit(RLIMIT_CPU, cpu_seconds);
  set_limit(RLIMIT_CORE, 0);
  if (limits_memory) set_limit(RLIMIT_AS, address_space);
  for (const int number : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGPIPE, SIGXCPU, SIGTERM, SIGINT})
    ::signal(number, SIG_DFL);
  const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  ::dup2(null, STDOUT_FILENO);
  ::dup2(null, STDERR_FILENO);
}

[[noreturn]] void parse_in_child(const std::string& sql, Grammar grammar, int pipe, rlim_t address_space) {
  confine(address_space);
  const Parsed parsed = parse(sql, grammar);
  const Header header{static_cast<std::uint32_t>(parsed.outcome), parsed.cursor, parsed.text.size()};
  write_all(pipe, &header, sizeof header);
  write_all(pipe, parsed.text.data(), parsed.text.size());
  ::_exit(0);
}

// Everything the child writes, up to its end or `end`.
std::string read_until(int pipe, Clock::time_point end) {
  std::string received;
  std::array<char, 65536> chunk;
  while (received.size() <= largest_result) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd wait{.fd = pipe, .events = POLLIN, .revents = 0};
    const int ready = left > 0 ? ::poll(&wait, 1, static_cast<int>(left)) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) break;
    const ssize_t size = ::read(pipe, chunk.data(), chunk.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    received.append(chunk.data(), static_cast<std::size_t>(size));
  }
  return received;
}

std::string cause_of_death(int status) {
  if (!WIFSIGNALED(status)) return "the SQL parser gave up";
  switch (WTERMSIG(status)) {
    case SIGKILL:
    case SIGXCPU:
      return "the SQL parser was stopped: it took too long";
    case SIGSEGV:
    case SIGBUS:
      return "the SQL parser ran out of stack";
    case SIGABRT:
      return "the SQL parser ran out of memory";
    default:
      return fmt::format("the SQL parser died of signal {}", WTERMSIG(status));
  }
}

Parsed decode(const std::string& received, int status) {
  Header header{};
  Parsed parsed;
  if (received.size() >= sizeof header) std::memcpy(&header, received.data(), sizeof header);
  if (received.size() < sizeof header || received.size() - sizeof header != header.size) {
    parsed.text = cause_of_death(status);
    return parsed;
  }
  parsed.outcome = static_cast<Parsed::Outcome>(header.outcome);
  parsed.cursor = header.cursor;
  parsed.text.reserve(header.size + padding);
  parsed.text.append(received, sizeof header);
  return parsed;
}

Parsed collect(pid_t child, int pipe, int milliseconds) {
  const std::string received = read_until(pipe, Clock::now() + std::chrono::milliseconds(milliseconds));
  ::close(pipe);
  ::kill(child, SIGKILL);  // a child that has written everything is already gone or has nothing left to do
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return decode(received, status);
}

}  // namespace

int Budget::milliseconds_left() {
  if (end_ == Clock::time_point{}) end_ = Clock::now() + all_;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}

Parsed parse(const std::string& sql, Grammar grammar) {
  if (grammar == Grammar::plpgsql) return parse_plpgsql(sql);
  PgQueryParseResult result = pg_query_parse_opts(sql.c_str(), parser_options(grammar));
  Parsed parsed =
      result.error ? rejected(*result.error) : Parsed{.outcome = Parsed::Outcome::tree, .text = padded(result.parse_tree)};
  pg_query_free_parse_result(result);
  return parsed;
}

Parsed parse_contained(const std::string& sql, Grammar grammar, Budget& budget) {
  static std::mutex one_child;
  const std::lock_guard lock(one_child);
  const int milliseconds = std::min(parse_milliseconds, budget.milliseconds_left());
  if (milliseconds == 0) return {.outcome = Parsed::Outcome::too_late};
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {.text = "the SQL parser could not be started"};
  const rlim_t address_space = address_space_now() + memory_bytes;
  const pid_t child = ::fork();
  if (child == 0) parse_in_child(sql, grammar, ends[1], address_space);
  ::close(ends[1]);
  if (child > 0) return collect(child, ends[0], milliseconds);
  ::close(ends[0]);
  return {.text = "the SQL parser could not be started"};
}

}  // namespace safeops::sql
