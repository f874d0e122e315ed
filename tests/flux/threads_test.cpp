#include <fmt/format.h>

#include "flux/rendering.hpp"

namespace safeops::flux {
namespace {

using test::Files;
using test::messages;

constexpr int apps = 40;

// Overlays that share bases, each with an origin for every value; one in five is refused.
Files overlays() {
  Files files;
  for (int app = 0; app < apps; ++app) {
    const std::string base = fmt::format("apps/{:02}/base", app);
    files[base + "/kustomization.yaml"] = "resources: [pod.yaml, ../../shared]\nnamePrefix: a-\n";
    files[base + "/pod.yaml"] =
        fmt::format("apiVersion: v1\nkind: Pod\nmetadata: {{name: p{}}}\nspec: {{containers: [{{name: c, image: i}}]}}\n", app);
    for (const char* environment : {"develop", "production"})
      files[fmt::format("apps/{:02}/{}/kustomization.yaml", app, environment)] =
          fmt::format("resources: [../base{}]\nnamespace: {}\nimages: [{{name: i, newTag: v{}}}]\n",
                      app % 5 == 0 ? ", missing.yaml" : "", environment, app);
  }
  files["apps/shared/kustomization.yaml"] = "configMapGenerator: [{name: settings, literals: [a=b]}]\n";
  return files;
}

Files delivered_by_flux(Files files) {
  const std::string sync = "  prune: true\n  sourceRef: {kind: GitRepository, name: flux-system}\n";
  const auto kustomization = [&](const std::string& name, const std::string& path) {
    return fmt::format(
        "---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: {}\n"
        "  namespace: flux-system\nspec:\n  path: {}\n{}",
        name, path, sync);
  };
  files["flux-system/gotk-sync.yaml"] = kustomization("flux-system", "./flux-system");
  std::string& children = files["flux-system/apps.yaml"];
  for (int app = 0; app < apps; ++app)
    children += kustomization(fmt::format("app-{:02}", app), fmt::format("./apps/{:02}/develop", app));
  return files;
}

std::string everything(const Delivery& delivery) {
  std::string text = messages(delivery.problems);
  const auto remark = [](const yaml::Node& node) { return test::origin(node.place()); };
  for (const Unit& unit : delivery.units) {
    text += unit.name + '\n' + messages(unit.build->problems);
    for (const Object& object : unit.objects()) text += yaml::emit(object.root(), remark);
    for (const std::string& input : unit.build->inputs) text += input + '\n';
  }
  return text;
}

std::string rendered(const Files& files, unsigned jobs) {
  test::Rendering rendering(files, jobs);
  return everything(rendering.deliver());
}

TEST(Threads, ChangeNothingOfPlainOverlays) {
  EXPECT_EQ(rendered(overlays(), 4), rendered(overlays(), 1));
}

TEST(Threads, ChangeNothingOfWhatFluxApplies) {
  const Files files = delivered_by_flux(overlays());
  EXPECT_EQ(rendered(files, 4), rendered(files, 1));
}

}  // namespace
}  // namespace safeops::flux
