#include "flux/delivery.hpp"

namespace safeops::flux {
namespace {

constexpr int deepest_list = 8;

bool is_object(const yaml::Node& root) {
  return root["apiVersion"].is_scalar() && root["kind"].is_scalar();
}

bool is_list(const yaml::Node& root) {
  return root["kind"].text().ends_with("List") && root["items"].is_sequence();
}

void open(const yaml::Node& root, int depth, std::vector<Object>& objects) {
  if (!is_object(root)) return;
  if (!is_list(root) || depth == deepest_list) {
    objects.emplace_back(root);
    return;
  }
  for (const yaml::Node& item : root["items"].items()) open(item, depth + 1, objects);
}

}  // namespace

std::vector<Object> objects_in(const yaml::File& file) {
  std::vector<Object> objects;
  for (const yaml::Document& document : file.documents) open(document.root, 0, objects);
  return objects;
}

}  // namespace safeops::flux
