#include "estate/library.hpp"

#include "estate/schema_check.hpp"

namespace safeops {

Library::Library(const git::Repository& repository, unsigned jobs)
    : repository_(&repository), jobs_(jobs), sources_(repository), renderer_(sources_, documents_, jobs) {}

const Policy& Library::policy(const text::Source* source) {
  const auto [row, is_new] = policies_.try_emplace(source);
  if (is_new) row->second = read_policy(source, documents_);
  return row->second;
}

const std::vector<DocumentProblem>& Library::problems(const yaml::Node& document, std::string_view schema) {
  const auto [row, is_new] = problems_.try_emplace(&document);
  if (is_new) row->second = check_schema(document, document_schema(schema));
  return row->second;
}

const sql::Script& Library::script(const text::Source& source) {
  auto& slot = by_source_[&source];
  if (!slot) slot = std::make_unique<sql::Script>(sql::analyze(source.text(), source.path()));
  return *slot;
}

const sql::Script& Library::script(std::string_view text, std::string_view name) {
  auto& slot = by_text_[std::string(name) + '\0' + std::string(text)];
  if (!slot) slot = std::make_unique<sql::Script>(sql::analyze(text, ""));
  return *slot;
}

}  // namespace safeops
