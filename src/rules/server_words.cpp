#include "rules/server_words.hpp"

namespace safeops::rules {

std::string server_words(const StatementFacts& facts) {
  const std::string server = fmt::format("PostgreSQL {}", facts.major);
  return facts.step->server ? fmt::format("{} of {}", server, facts.step->server->text()) : server;
}

std::vector<Related> server_line(const MigrationStep& step) {
  if (!step.server) return {};
  const bool by_catalog = step.server->object().at("spec.imageCatalogRef.major").integer().has_value();
  const std::string_view field = by_catalog ? "spec.imageCatalogRef.major" : "spec.imageName";
  return {{step.server->field(field), "the oldest server this is for"}};
}

}  // namespace safeops::rules
