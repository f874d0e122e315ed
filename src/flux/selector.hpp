#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flux/anchored_regex.hpp"
#include "flux/label_selector.hpp"
#include "flux/resource.hpp"

namespace safeops::flux {

// One field of a selector: a pattern for a whole text, where an absent or empty one fits everything.
class Pattern {
 public:
  explicit Pattern(const yaml::Node& field);
  [[nodiscard]] bool fits(std::string_view text) const;

 private:
  std::string text_;
  std::optional<AnchoredRegex> regex_;  // none for a text without special characters
};

// The objects that the `target` of a patch or replacement means: patterns for group, version, kind, name and namespace, and
// selectors for labels and annotations.
class Selector {
 public:
  // Throws Refusal for a pattern that is not valid.
  explicit Selector(const yaml::Node& target);

  // As patches look at objects: any of the names and namespaces that an object has, or had at first.
  [[nodiscard]] bool selects(const Resource& resource) const;
  // As replacements do: one id at a time.
  [[nodiscard]] bool fits_id(const Type& type, std::string_view name, std::string_view name_space) const;
  [[nodiscard]] bool fits_metadata(const Resource& resource) const;
  [[nodiscard]] bool asks_for_id() const { return asks_for_id_; }
  [[nodiscard]] bool asks_for_metadata() const { return asks_for_metadata_; }

 private:
  [[nodiscard]] bool fits_type(const Type& type) const;

  Pattern group_;
  Pattern version_;
  Pattern kind_;
  Pattern name_;
  Pattern namespace_;
  LabelSelector labels_;
  LabelSelector annotations_;
  bool asks_for_id_;
  bool asks_for_metadata_;
};

// The objects a patch's `target` selects. Throws Refusal for a target that is not valid, or when a build selects too often.
std::vector<Resource*> select(ResourceList& list, const yaml::Node& target);

}  // namespace safeops::flux
