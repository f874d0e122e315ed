#include "report/uri.hpp"

#include <fmt/format.h>

#include <iterator>

namespace safeops::report {
namespace {

constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

}  // namespace

std::string path_uri(std::string_view path) {
  std::string uri;
  uri.reserve(path.size());
  for (const char byte : path) {
    if (kept.find(byte) != std::string_view::npos)
      uri += byte;
    else
      fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(byte));
  }
  return uri;
}

}  // namespace safeops::report
