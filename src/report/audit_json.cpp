#include "report/audit.hpp"

#include <fmt/format.h>

#include "report/backup_path.hpp"
#include "report/finding_json.hpp"
#include "report/json_text.hpp"
#include "report/model_parts.hpp"
#include "report/words.hpp"
#include "text/time.hpp"

namespace safeops {
namespace {

using namespace report;

Json findings_json(const std::vector<const Judged*>& findings) {
  Json list = Json::array();
  for (const Judged* judged : findings) list.push_back(finding_json(*judged));
  return list;
}

Json cluster_audit_json(const ClusterAudit& audit) {
  Json json = resource_json(*audit.cluster().resource);
  json["backup"] = backup_path_json(audit.recoverability);
  json["findings"] = findings_json(audit.findings);
  return json;
}

Json operator_json(const OperatorVersion& version) {
  const auto [major, minor] = version.judged_as();
  return {
      {"judgedAs", fmt::format("{}.{}", major, minor)}, {"known", version.minor.has_value()}, {"text", operator_words(version)}};
}

}  // namespace

std::string write_audit_json(const Audit& audit) {
  JsonDocument report;
  report.member("apiVersion", "safeops.dev/v1alpha1");
  report.member("kind", "Audit");
  report.member("revision", shown(audit.revision));
  report.member("now", text::format_time(audit.now));
  report.member("exitCode", audit.verdict.exit_code());
  report.member("counts", counts_json(audit.verdict));
  report.list("operators", audit.operators, operator_json);
  report.list("clusters", audit.clusters, cluster_audit_json);
  report.list("elsewhere", audit.elsewhere, [](const Judged* judged) { return finding_json(*judged); });
  report.list("notes", audit.verdict.notes, [](const std::string& note) { return Json(shown(note)); });
  return std::move(report).take();
}

}  // namespace safeops
