#include "estate/image_automation.hpp"

#include <gmock/gmock.h>

#include "estate/reading.hpp"

namespace safeops {
namespace {

using test::Reading;

std::optional<ImageMarker> marker_of(const std::string& line) {
  static std::deque<text::Source> sources;
  const text::Source& source =
      sources.emplace_back("a.yaml", git::Oid{}, git::Mode::regular, line, static_cast<std::uint64_t>(line.size()));
  return image_marker({&source, {0, 1}});
}

TEST(ImageMarker, NamesThePolicyAndThePart) {
  const auto tag = marker_of("tag: 1.0 # {\"$imagepolicy\": \"production:backend:tag\"}");
  ASSERT_TRUE(tag);
  EXPECT_EQ(tag->namespace_, "production");
  EXPECT_EQ(tag->policy, "backend");
  EXPECT_EQ(tag->part, ImageMarker::Part::tag);
  EXPECT_EQ(marker_of("image: a:1 #{\"$imagepolicy\":\"ns:p\"}")->part, ImageMarker::Part::reference);
  EXPECT_EQ(marker_of("image: a # {\"$imagepolicy\": \"ns:p:name\"}")->part, ImageMarker::Part::name);
  EXPECT_EQ(marker_of("digest: a # {\"$imagepolicy\": \"ns:p:digest\"}")->part, ImageMarker::Part::digest);
}

TEST(ImageMarker, IsNoOtherComment) {
  for (const char* line :
       {"tag: 1.0", "tag: 1.0 # newest", "tag: 1.0 # {\"$other\": \"ns:p\"}", "tag: 1 # {\"$imagepolicy\": \"p\"}",
        "tag: 1 # {\"$imagepolicy\": \"ns:p:size\"}", "tag: 1 # {\"$imagepolicy\"", "tag: 1 # {\"$imagepolicy\":"})
    EXPECT_FALSE(marker_of(line)) << line;
}

constexpr std::string_view automation =
    "---\napiVersion: image.toolkit.fluxcd.io/v1\nkind: ImageUpdateAutomation\nmetadata: {name: a, namespace: "
    "production}\nspec:\n";
constexpr std::string_view to_main = "  git: {checkout: {ref: {branch: main}}, push: {branch: main}}\n";
constexpr std::string_view policy =
    "---\napiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\nmetadata: {name: p, namespace: production, labels: {of: "
    "a}}\n"
    "spec: {imageRepositoryRef: {name: r}}\n";

bool releases(const std::string& spec, const std::string& more = "", std::string_view namespace_ = "production") {
  const Reading reading(
      {{"app/all.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app, namespace: production}\nspec:\n  template:\n    spec:\n"
        "      containers:\n      - name: c\n        image: r/a:1 # {\"$imagepolicy\": \"" +
            std::string(namespace_) + ":p\"}\n" + std::string(automation) + spec + more}});
  return !automations_releasing(reading.workload("app"), reading->image_automations(), reading->resources()).empty();
}

TEST(ImageAutomation, ReleasesWhatItsDirectoryMarks) {
  const std::string git(to_main);
  EXPECT_TRUE(releases(git + "  update: {path: ./app}\n"));
  EXPECT_TRUE(releases(git + "  update: {path: .}\n"));
  EXPECT_TRUE(releases(git));
  EXPECT_FALSE(releases(git + "  update: {path: ./ap}\n"));
  EXPECT_FALSE(releases(git + "  update: {path: \"./${DIR}\"}\n"));
  EXPECT_FALSE(releases(git + "  suspend: true\n"));
  EXPECT_FALSE(releases(git, "", "staging"));
}

TEST(ImageAutomation, ReleasesOnlyOnTheBranchFluxReads) {
  EXPECT_FALSE(releases("  git: {checkout: {ref: {branch: main}}, push: {branch: updates}}\n"));
  EXPECT_TRUE(releases("  git: {checkout: {ref: {branch: main}}}\n"));
}

TEST(ImageAutomation, ActsOnPoliciesThatAreLiveAndSelected) {
  const std::string git(to_main);
  const std::string live(policy);
  EXPECT_TRUE(releases(git, live));
  EXPECT_FALSE(releases(git + "  policySelector: {matchLabels: {of: b}}\n", live));
  EXPECT_TRUE(releases(git + "  policySelector: {matchLabels: {of: a}}\n", live));
  EXPECT_FALSE(releases(git, live + "---\napiVersion: image.toolkit.fluxcd.io/v1\nkind: ImageRepository\n"
                                    "metadata: {name: r, namespace: production}\nspec: {suspend: true}\n"));
}

}  // namespace
}  // namespace safeops
