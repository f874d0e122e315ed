// Renders what a repository holds: every kustomization in it, and everything Flux would apply from it. The input is a tree of
// files as one text (fuzz/seeds.hpp). Anything but an answer is a defect.

#include <memory>
#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "fuzz/target.hpp"
#include "git/cannot_run.hpp"
#include "harness/repository_builder.hpp"

namespace {

using namespace safeops;

constexpr std::string_view mark = "=== ";
constexpr std::size_t most_files = 64;
constexpr int most_trees = 2'000;  // in one repository on disk

// The repository that inputs are written to, a new one now and then.
class Ground {
 public:
  git::Oid plant(std::string_view input) {
    if (++trees_ > most_trees || !builder_) renew();
    builder_->clear();
    std::size_t files = 0;
    for (std::size_t at = input.find(mark); at != input.npos && files < most_files; ++files) {
      const std::size_t line_end = std::min(input.find('\n', at), input.size());
      const std::size_t next = input.find("\n=== ", line_end);
      const std::string_view path = input.substr(at + mark.size(), line_end - at - mark.size());
      const std::size_t end = next == input.npos ? input.size() : next + 1;
      if (fits(path)) builder_->write(path, input.substr(std::min(line_end + 1, end), end - std::min(line_end + 1, end)));
      at = next == input.npos ? next : next + 1;
    }
    return builder_->commit("input");
  }
  [[nodiscard]] const std::filesystem::path& path() const { return directory_->path(); }

 private:
  void renew() {
    builder_.reset();
    directory_ = std::make_unique<test::TemporaryDirectory>();
    builder_ = std::make_unique<test::RepositoryBuilder>(directory_->path());
    trees_ = 0;
  }

  // What git would take as a path; others are not what is tested here.
  static bool fits(std::string_view path) {
    const bool odd = path.empty() || path.front() == '/' || path.back() == '/' || path.size() > 200;
    return !odd && path.find("//") == path.npos && path.find('.') != 0 && path.find("/.") == path.npos &&
           path.find('\0') == path.npos;
  }

  std::unique_ptr<test::TemporaryDirectory> directory_;
  std::unique_ptr<test::RepositoryBuilder> builder_;
  int trees_ = 0;
};

void print(const flux::Build& build) {
  for (const flux::Object& object : build.objects) static_cast<void>(yaml::emit(object.root()));
  for (const flux::Problem& problem : build.problems) static_cast<void>(problem.place.start());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Ground ground;
  const git::Oid commit = ground.plant({reinterpret_cast<const char*>(data), size});
  const git::Repository repository = git::Repository::open(ground.path());
  const git::Snapshot snapshot = git::Snapshot::of_commit(repository, commit);
  text::Sources sources(repository);
  yaml::Documents documents;
  flux::Renderer renderer(sources, documents);
  for (const flux::Unit& unit : renderer.deliver(snapshot).units) print(*unit.build);
  for (const git::Entry& entry : snapshot.files()) {
    const std::size_t slash = entry.path.rfind('/');
    if (entry.path.ends_with("kustomization.yaml"))
      print(*renderer.build(snapshot, slash == entry.path.npos ? "" : entry.path.substr(0, slash)));
  }
  return 0;
}
