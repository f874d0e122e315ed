#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <filesystem>
#include <optional>
#include <sstream>

#include "cli/cli.hpp"
#include "platform.hpp"

namespace safeops::bench {
namespace {

constexpr std::size_t apps_in_300_files = 300 / files_per_app;
constexpr std::size_t apps_in_1700_files = 1700 / files_per_app;

// One call of the whole program in process; the exit code is a verdict, or the benchmark measures nothing.
void call(benchmark::State& state, const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  Surroundings surroundings;
  surroundings.out = &out;
  surroundings.err = &err;
  surroundings.variable = [](const char*) -> std::optional<std::string> { return {}; };
  const int code = run(arguments, surroundings);
  if (code > 1) state.SkipWithError(err.str().c_str());
  benchmark::DoNotOptimize(out.str());
}

// The most memory this process has used so far, so it only grows from one benchmark to the next.
void count_memory(benchmark::State& state) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak MiB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

void check_fixture(benchmark::State& state) {
  const std::filesystem::path fixtures = std::filesystem::path(SAFEOPS_ROOT) / "fixtures";
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder repository(directory.path());
  const std::string base = repository.overlay(fixtures / "layouts/shop").commit("Begin").hex();
  const std::string head = repository.overlay(fixtures / "stories/login-v2/attempts/the-incident/tree").commit("Drop").hex();
  for (auto _ : state) call(state, {"check", "--repo", directory.path().string(), "--base", base, "--head", head});
  count_memory(state);
}
BENCHMARK(check_fixture)->Unit(benchmark::kMillisecond);

// The argument is how many files the repository has.
void check_one_file(benchmark::State& state) {
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder repository(directory.path());
  write_platform(repository, static_cast<std::size_t>(state.range(0)) / files_per_app);
  const std::string base = release(repository, 7, 1);
  const std::string head = release(repository, 7, 2);
  for (auto _ : state) call(state, {"check", "--repo", directory.path().string(), "--base", base, "--head", head});
  count_memory(state);
}
BENCHMARK(check_one_file)->Arg(300)->Arg(1000)->Unit(benchmark::kMillisecond);

void check_1700_new_files(benchmark::State& state) {
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder repository(directory.path());
  const std::string base = repository.commit("Begin").hex();
  write_platform(repository, apps_in_1700_files);
  const std::string head = release(repository, 7, 1);
  for (auto _ : state) call(state, {"check", "--repo", directory.path().string(), "--base", base, "--head", head});
}
BENCHMARK(check_1700_new_files)->Unit(benchmark::kMillisecond)->UseRealTime();

void replay_commits(benchmark::State& state) {
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder repository(directory.path());
  write_platform(repository, apps_in_300_files);
  const auto commits = static_cast<std::size_t>(state.range(0));
  for (std::size_t number = 1; number <= commits; ++number) release(repository, number % apps_in_300_files, number);
  for (auto _ : state) call(state, {"replay", "--repo", directory.path().string(), "--last", std::to_string(commits)});
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(replay_commits)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

void check_684_new_migrations(benchmark::State& state) {
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder repository(directory.path());
  const std::string base = repository.commit("Begin").hex();
  write_migrations(repository, 684);
  const std::string head = repository.commit("Add migrations").hex();
  for (auto _ : state) call(state, {"check", "--repo", directory.path().string(), "--base", base, "--head", head});
}
BENCHMARK(check_684_new_migrations)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace safeops::bench

BENCHMARK_MAIN();
