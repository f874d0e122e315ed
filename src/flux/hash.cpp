#include "flux/canonical_json.hpp"
#include "flux/transformers.hpp"
#include "text/digest.hpp"

namespace safeops::flux {
namespace {

// Vowels and digits that could spell a word are replaced, as kubectl does.
std::string suffix_of(std::string_view hex) {
  std::string suffix(hex.substr(0, 10));
  for (char& digit : suffix) switch (digit) {
      case '0':
        digit = 'g';
        break;
      case '1':
        digit = 'h';
        break;
      case '3':
        digit = 'k';
        break;
      case 'a':
        digit = 'm';
        break;
      case 'e':
        digit = 't';
        break;
      default:
        break;
    }
  return suffix;
}

yaml::Node string(std::string_view text) {
  return yaml::Node::scalar(std::string(text), {}, yaml::Node::Style::quoted);
}

std::string hash(const Object& object) {
  yaml::Node hashed = yaml::Node::map();
  const bool is_secret = object.kind() == "Secret";
  const yaml::Node& data = object.root()["data"];
  hashed.set("kind", string(object.kind()));
  hashed.set("name", string({}));  // kustomize means to hash the name, but looks for it in the wrong place
  hashed.set("data", data.is_map() ? data : string({}));
  if (is_secret) hashed.set("type", string(object.root()["type"].text()));
  const std::string_view other = is_secret ? "stringData" : "binaryData";
  if (object.root()[other].is_map()) hashed.set(other, object.root()[other]);
  return suffix_of(text::sha256_hex(canonical_json(hashed)));
}

}  // namespace

void add_hashes(ResourceList& list) {
  for (Resource& resource : list.items()) {
    if (!resource.needs_hash) continue;
    yaml::Node* metadata = resource.object.root().find("metadata");
    yaml::Node* name = metadata ? metadata->find("name") : nullptr;
    if (!name) continue;
    resource.remember_id();
    name->set_text(std::string(name->text()) + '-' + hash(resource.object));
  }
  list.forget_ids();
}

}  // namespace safeops::flux
