#include "flux/field_path.hpp"

#include <string>
#include <vector>

namespace safeops::flux {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> keys(1);
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path.substr(at).starts_with("\\/")) {
      keys.back() += '/';
      ++at;
    } else if (path[at] == '/') {
      keys.emplace_back();
    } else {
      keys.back() += path[at];
    }
  }
  return keys;
}

class Visitor {
 public:
  Visitor(std::vector<std::string> keys, bool create, const std::function<void(yaml::Node&)>& visit)
      : keys_(std::move(keys)), create_(create), visit_(visit) {}

  void go(yaml::Node& node, std::size_t depth) {
    if (depth == keys_.size()) {
      visit_(node);
    } else if (node.is_sequence()) {
      for (yaml::Node& item : node.items()) go(item, depth);
    } else if (node.is_map()) {
      enter(node, depth);
    }
  }

 private:
  void enter(yaml::Node& map, std::size_t depth) {
    const bool is_list = keys_[depth].ends_with("[]");
    const std::string key = is_list ? keys_[depth].substr(0, keys_[depth].size() - 2) : keys_[depth];
    const bool last = depth + 1 == keys_.size();
    if (yaml::Node* found = map.find(key)) {
      if (found->is_null() && create_ && !is_list) *found = last ? yaml::Node{} : yaml::Node::map(found->place());
      go(*found, depth + 1);
    } else if (create_ && !is_list) {
      go(map.set(key, last ? yaml::Node{} : yaml::Node::map(map.place())), depth + 1);
    }
  }

  std::vector<std::string> keys_;
  bool create_;
  const std::function<void(yaml::Node&)>& visit_;
};

}  // namespace

void visit_field(yaml::Node& root, std::string_view path, bool create, const std::function<void(yaml::Node&)>& visit) {
  Visitor(split(path), create, visit).go(root, 0);
}

}  // namespace safeops::flux
