#include "estate/plan.hpp"

#include <algorithm>

namespace safeops {
namespace {

bool names(const std::vector<FileReference>& files, std::string_view path) {
  return std::any_of(files.begin(), files.end(), [&](const FileReference& file) { return file.path == path; });
}

}  // namespace

text::Place Plan::place() const {
  return flux::Object(*root).place();
}
text::Place Plan::field(std::string_view dotted) const {
  return flux::Object(*root).place(dotted);
}
bool Plan::expands(std::string_view path) const {
  return names(expand, path);
}
bool Plan::contracts(std::string_view path) const {
  return names(contract, path);
}

}  // namespace safeops
