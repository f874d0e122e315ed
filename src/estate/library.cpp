#include "estate/library.hpp"

namespace safeops {

Library::Library(const git::Repository& repository, unsigned jobs)
    : repository_(&repository), jobs_(jobs), sources_(repository), renderer_(sources_, documents_) {}

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
