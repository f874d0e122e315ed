#include "flux/sops.hpp"

#include <algorithm>
#include <array>

#include "text/base64.hpp"

namespace safeops::flux {

bool is_encrypted(std::string_view file) {
  constexpr std::array<std::string_view, 4> markers{"\"mac\": \"ENC[", "sops_mac=ENC[", "mac: ENC[", "mac = ENC["};
  return std::any_of(markers.begin(), markers.end(),
                     [&](std::string_view marker) { return file.find(marker) != std::string_view::npos; });
}

bool is_encrypted(const Object& object) {
  if (object.at("sops.mac")) return true;
  if (!object.is("", "Secret")) return false;
  const auto& data = object.at("data").members();
  return std::any_of(data.begin(), data.end(), [](const yaml::Node::Member& member) {
    const auto file = text::decode_base64(member.second.text());
    return file && is_encrypted(*file);
  });
}

}  // namespace safeops::flux
