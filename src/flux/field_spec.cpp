#include "flux/field_spec.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/kind_order.hpp"
#include "flux/refusal.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

std::string sort_text(const Type& type) {
  const auto or_placeholder = [](const std::string& part, const char* placeholder) { return part.empty() ? placeholder : part; };
  return or_placeholder(type.group, "~G") + '_' + or_placeholder(type.version, "~V") + '_' + or_placeholder(type.kind, "~K");
}

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> keys(1);
  if (path.starts_with('/')) path.remove_prefix(1);
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

}  // namespace

bool Type::covers(const Type& type) const {
  return (group.empty() || group == type.group) && (version.empty() || version == type.version) &&
         (kind.empty() || kind == type.kind);
}

Type type_of(std::string_view api_version, std::string_view kind) {
  const std::size_t slash = api_version.find('/');
  if (slash == std::string_view::npos) return {{}, std::string(api_version), std::string(kind)};
  return {std::string(api_version.substr(0, slash)), std::string(api_version.substr(slash + 1)), std::string(kind)};
}

Type type_of(const yaml::Node& object) {
  return type_of(object["apiVersion"].text(), object["kind"].text());
}

bool comes_before(const Type& one, const Type& other) {
  const KindOrder& order = KindOrder::usual();
  const int rank = order.rank(one.kind);
  const int other_rank = order.rank(other.kind);
  return rank != other_rank ? rank < other_rank : sort_text(one) < sort_text(other);
}

FieldSpec::FieldSpec(Type of, std::string at, bool make)
    : type(std::move(of)), path(std::move(at)), create(make), keys(split(path)) {}

void merge(FieldSpecs& into, const FieldSpecs& added) {
  for (const FieldSpec& field : added) {
    const auto known = std::find_if(
        into.begin(), into.end(), [&](const FieldSpec& held) { return held.path == field.path && field.type.covers(held.type); });
    if (known == into.end())
      into.push_back(field);
    else if (known->create != field.create)
      throw Refusal{{}, fmt::format("field `{}` is configured twice, once to be created", text::visible(field.path))};
  }
}

}  // namespace safeops::flux
