#include "flux/copied_secrets.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace safeops::flux {
namespace {

using yaml::Node;

constexpr std::string_view hidden = "${SECRET}";

// Where the values of a build's Secrets are written: a copy keeps the place.
class Values {
 public:
  explicit Values(const Build& build) {
    for (const Object& object : build.objects) {
      if (!is_secret(object)) continue;
      for (const std::string_view field : {"data", "stringData"})
        for (const auto& [key, value] : object.at(field).members())
          if (const text::Place place = value.place()) places_.emplace(place.source, place.span.begin);
    }
  }

  static bool is_secret(const Object& object) { return object.is("", "Secret"); }

  [[nodiscard]] bool are_copied_to(const Object& object) const {
    return !places_.empty() && !is_secret(object) && are_in(object.root());
  }

  void hide_in(Node& node) const {
    if (is_one(node)) node = Node::scalar(std::string(hidden), node.place());
    for (std::size_t i = 0; i < std::as_const(node).items().size(); ++i)
      if (are_in(std::as_const(node).items()[i])) hide_in(node.items()[i]);
    for (std::size_t i = 0; i < std::as_const(node).members().size(); ++i)
      if (are_in(std::as_const(node).members()[i].second)) hide_in(node.members()[i].second);
  }

 private:
  [[nodiscard]] bool is_one(const Node& node) const {
    if (!node.is_scalar()) return false;
    const text::Place place = node.place();
    return places_.contains({place.source, place.span.begin});
  }

  [[nodiscard]] bool are_in(const Node& node) const {
    return is_one(node) ||
           std::any_of(node.items().begin(), node.items().end(), [&](const Node& item) { return are_in(item); }) ||
           std::any_of(node.members().begin(), node.members().end(),
                       [&](const Node::Member& member) { return are_in(member.second); });
  }

  std::set<std::pair<const text::Source*, std::uint32_t>> places_;
};

}  // namespace

bool copies_secrets(const Build& build) {
  const Values values(build);
  return std::any_of(build.objects.begin(), build.objects.end(),
                     [&](const Object& object) { return values.are_copied_to(object); });
}

void hide_copied_secrets(Build& build) {
  const Values values(build);
  for (Object& object : build.objects)
    if (values.are_copied_to(object)) values.hide_in(object.root());
}

}  // namespace safeops::flux
