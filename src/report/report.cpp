#include "report/report.hpp"

namespace safeops {

std::optional<Format> parse_format(std::string_view name) {
  if (name == "text") return Format::text;
  if (name == "json") return Format::json;
  if (name == "sarif") return Format::sarif;
  if (name == "github") return Format::github;
  if (name == "markdown") return Format::markdown;
  return std::nullopt;
}

std::string write_report(const Verdict& verdict, Format format, const ReportOptions& options) {
  switch (format) {
    case Format::text:
      return write_text(verdict, options);
    case Format::json:
      return write_json(verdict);
    case Format::sarif:
      return write_sarif(verdict);
    case Format::github:
      return write_github(verdict);
    case Format::markdown:
      return write_markdown(verdict);
  }
  return {};
}

}  // namespace safeops
