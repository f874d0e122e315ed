// Renders what a repository holds: every kustomization in it, and everything Flux would apply from it. The input is a tree of
// files as one text (fuzz/seeds.hpp). Anything but an answer is a defect.

#include <memory>
#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "fuzz/seeds.hpp"
#include "fuzz/target.hpp"
#include "git/cannot_run.hpp"
#include "harness/repository_builder.hpp"

namespace {

using namespace safeops;

constexpr int most_trees = 2'000;  // in one repository on disk

// The repository that inputs are written to, a new one now and then.
class Ground {
 public:
  git::Oid plant(std::string_view input) {
    if (++trees_ > most_trees || !builder_) renew();
    builder_->clear();
    for (const fuzz::PackedFile& file : fuzz::unpack(input)) builder_->write(file.path, file.content);
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

  std::unique_ptr<test::TemporaryDirectory> directory_;
  std::unique_ptr<test::RepositoryBuilder> builder_;
  int trees_ = 0;
};

void print(const flux::Build& build) {
  for (const flux::Object& object : build.objects) static_cast<void>(yaml::emit(object.root()));
  for (const flux::Problem& problem : build.problems) static_cast<void>(problem.place.start());
}

}  // namespace

const std::vector<std::string> fuzz_words{
    "$patch: delete", "null", "[]", "{}", "&a", "*a",           "<<: *a", "- ",  "---\n", "../",     "${V}", "\t", ":",
    "0x10",           "yes",  "~",  "\"", "|",  "namespace: x", "kind:",  "1e9", "..",    "=== a\n", "\xff", "/",  "name:"};

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
