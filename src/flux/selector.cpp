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

bool is_literal(std::string_view pattern) {
  return std::all_of(pattern.begin(), pattern.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

// One field of a target: absent or empty fits everything.
class Pattern {
 public:
  Pattern(const yaml::Node& field, std::vector<Problem>& problems) : text_(field.text()), literal_(is_literal(text_)) {
    if (literal_) return;
    regex_ = AnchoredRegex::compile(text_);
    if (!regex_) error(problems, field.place(), fmt::format("patch target `{}` is no valid pattern", text::visible(text_)));
  }
  [[nodiscard]] bool fits_all() const { return text_.empty(); }
  [[nodiscard]] bool fits(std::string_view text) const {
    if (literal_) return fits_all() || text == text_;
    return regex_ && regex_->matches(text);
  }

 private:
  std::string_view text_;
  bool literal_;
  std::optional<AnchoredRegex> regex_;
};

// What a patch's target asks of an object, the cheapest question first.
class Target {
 public:
  Target(const yaml::Node& target, std::vector<Problem>& problems)
      : group_(target["group"], problems),
        version_(target["version"], problems),
        kind_(target["kind"], problems),
        name_(target["name"], problems),
        namespace_(target["namespace"], problems),
        labels_(target["labelSelector"].text()),
        annotations_(target["annotationSelector"].text()) {}

  [[nodiscard]] bool fits(const Resource& resource) const {
    return kind_.fits(resource.object.kind()) && fits_name(resource) && fits_type(resource) && fits_namespace(resource) &&
           fits_metadata(resource.object.root()["metadata"]);
  }

 private:
  [[nodiscard]] bool fits_name(const Resource& resource) const {
    return name_.fits(resource.object.name()) || (!resource.previous.empty() && name_.fits(resource.previous.front().name));
  }
  [[nodiscard]] bool fits_type(const Resource& resource) const {
    return group_.fits(resource.object.group()) && (version_.fits_all() || version_.fits(resource.id().version));
  }
  [[nodiscard]] bool fits_namespace(const Resource& resource) const {
    return namespace_.fits_all() || namespace_.fits(resource.id().namespace_) ||
           namespace_.fits(resource.original_id().namespace_);
  }
  [[nodiscard]] bool fits_metadata(const yaml::Node& metadata) const {
    return fits_selector(metadata["labels"], labels_) && fits_selector(metadata["annotations"], annotations_);
  }

  Pattern group_;
  Pattern version_;
  Pattern kind_;
  Pattern name_;
  Pattern namespace_;
  std::string_view labels_;
  std::string_view annotations_;
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
  if (!list.may_look_at_all()) {
    problems.push_back({Problem::Kind::error, target.place(), "too many patch targets for so many objects in one build"});
    return {};
  }
  const Target wanted(target, problems);
  std::vector<Resource*> selected;
  for (Resource& resource : list.items())
    if (wanted.fits(resource)) selected.push_back(&resource);
  return selected;
}

}  // namespace safeops::flux
