#include "flux/field_path.hpp"

#include <fmt/format.h>

#include "flux/refusal.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

class Visitor {
 public:
  Visitor(const FieldSpec& field, Creates creates, const std::function<void(yaml::Node&)>& visit)
      : field_(field), creates_(field.create ? creates : Creates::nothing), visit_(visit) {}

  void go(yaml::Node& node, std::size_t depth) {
    if (depth == field_.keys.size()) {
      visit_(node);
    } else if (node.is_sequence()) {
      for (yaml::Node& item : node.items()) go(item, depth);
    } else if (node.is_map()) {
      enter(node, depth);
    } else if (node.is_scalar()) {
      throw Refusal{node.place(),
                    fmt::format("field `{}` leads through a value that is neither a map nor a list", text::visible(field_.path))};
    }
  }

 private:
  void enter(yaml::Node& map, std::size_t depth) {
    const std::string_view written = field_.keys[depth];
    const bool is_list = written.ends_with("[]");
    const std::string_view key = is_list ? written.substr(0, written.size() - 2) : written;
    if (key.empty()) throw Refusal{map.place(), fmt::format("field `{}` has an empty key", text::visible(field_.path))};
    const bool last = depth + 1 == field_.keys.size();
    const bool create = creates_ != Creates::nothing && !is_list;
    yaml::Node* found = map.find(key);
    if (!found && !create) return;
    if (!found || (create && found->is_null())) found = &map.set(key, made(last, map.place()));
    go(*found, depth + 1);
  }

  [[nodiscard]] yaml::Node made(bool last, text::Place place) const {
    return last && creates_ == Creates::scalar ? yaml::Node{} : yaml::Node::map(place);
  }

  const FieldSpec& field_;
  Creates creates_;
  const std::function<void(yaml::Node&)>& visit_;
};

}  // namespace

void visit_field(yaml::Node& root, const FieldSpec& field, Creates creates, const std::function<void(yaml::Node&)>& visit) {
  Visitor(field, creates, visit).go(root, 0);
}

}  // namespace safeops::flux
