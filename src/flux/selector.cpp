#include "flux/selector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "flux/anchored_regex.hpp"
#include "flux/problems.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

bool holds_word(std::string_view list, std::string_view wanted) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (trim(list.substr(0, comma)) == wanted) return true;
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return false;
}

bool fits_set(const yaml::Node& labels, std::string_view requirement, std::size_t paren) {
  const std::string_view head = trim(requirement.substr(0, paren));
  const std::size_t blank = head.find_last_of(" \t");
  if (blank == std::string_view::npos) return false;
  const std::string_view words = requirement.substr(paren + 1, requirement.find(')', paren) - paren - 1);
  const yaml::Node& value = labels[trim(head.substr(0, blank))];
  const bool inside = value && holds_word(words, value.text());
  return head.substr(blank + 1) == "notin" ? !inside : inside;
}

bool fits_requirement(const yaml::Node& labels, std::string_view requirement) {
  if (const std::size_t paren = requirement.find('('); paren != std::string_view::npos)
    return fits_set(labels, requirement, paren);
  if (const std::size_t unequal = requirement.find("!="); unequal != std::string_view::npos) {
    const yaml::Node& value = labels[trim(requirement.substr(0, unequal))];
    return !value || value.text() != trim(requirement.substr(unequal + 2));
  }
  if (const std::size_t equal = requirement.find('='); equal != std::string_view::npos) {
    const std::size_t after = requirement.substr(equal).starts_with("==") ? equal + 2 : equal + 1;
    const yaml::Node& value = labels[trim(requirement.substr(0, equal))];
    return value && value.text() == trim(requirement.substr(after));
  }
  if (requirement.starts_with('!')) return !labels[trim(requirement.substr(1))];
  return static_cast<bool>(labels[requirement]);
}

// One field of a target: absent or empty fits everything.
class Pattern {
 public:
  Pattern(const yaml::Node& field, std::vector<Problem>& problems) : any_(field.text().empty()) {
    if (any_) return;
    regex_ = AnchoredRegex::compile(field.text());
    if (!regex_)
      error(problems, field.place(), fmt::format("patch target `{}` is no valid pattern", text::visible(field.text())));
  }
  [[nodiscard]] bool fits(std::string_view text) const { return any_ || (regex_ && regex_->matches(text)); }

 private:
  bool any_;
  std::optional<AnchoredRegex> regex_;
};

}  // namespace

bool fits_selector(const yaml::Node& labels, std::string_view selector) {
  int nested = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= selector.size(); ++at) {
    const char c = at < selector.size() ? selector[at] : ',';
    nested += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (c != ',' || (nested > 0 && at < selector.size())) continue;
    const std::string_view requirement = trim(selector.substr(begin, at - begin));
    begin = at + 1;
    if (!requirement.empty() && !fits_requirement(labels, requirement)) return false;
  }
  return true;
}

std::vector<Resource*> select(ResourceList& list, const yaml::Node& target, std::vector<Problem>& problems) {
  const Pattern group(target["group"], problems);
  const Pattern version(target["version"], problems);
  const Pattern kind(target["kind"], problems);
  const Pattern name(target["name"], problems);
  const Pattern name_space(target["namespace"], problems);
  std::vector<Resource*> selected;
  for (Resource& resource : list.items()) {
    const ResourceId now = resource.id();
    const ResourceId then = resource.original_id();
    const yaml::Node& metadata = resource.object.root()["metadata"];
    if (group.fits(now.group) && version.fits(now.version) && kind.fits(now.kind) &&
        (name.fits(then.name) || name.fits(now.name)) && (name_space.fits(then.namespace_) || name_space.fits(now.namespace_)) &&
        fits_selector(metadata["labels"], target["labelSelector"].text()) &&
        fits_selector(metadata["annotations"], target["annotationSelector"].text()))
      selected.push_back(&resource);
  }
  return selected;
}

}  // namespace safeops::flux
