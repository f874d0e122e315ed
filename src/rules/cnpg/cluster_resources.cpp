#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/cnpg/cluster_checks.hpp"
#include "rules/cnpg/quantity.hpp"

namespace safeops::rules {
namespace {

// An amount that is written, can be read here and is not zero.
std::optional<double> amount(const yaml::Node& value) {
  if (value.is_opaque()) return std::nullopt;
  const auto read = quantity(value.text());
  return read && *read != 0 ? read : std::nullopt;
}

// Two spellings of one amount may differ in the last bit.
bool exceeds(double more, double less) {
  return more > less * (1 + 1e-9);
}

// validateResources
void requests_below_limits(Inspection& in) {
  for (const std::string_view name : {"cpu", "memory", "ephemeral-storage"}) {
    const yaml::Node& request = in.at("spec.resources.requests")[name];
    const yaml::Node& limit = in.at("spec.resources.limits")[name];
    const auto wanted = amount(request);
    const auto most = amount(limit);
    if (wanted && most && exceeds(*wanted, *most))
      in.refuse(request, fmt::format("the {} request {} is above its limit {}", name, request.text(), limit.text()),
                "Lower the request or raise the limit.");
  }
}

bool is_huge_page(std::string_view name) {
  return name.starts_with("hugepages-");
}

// validateHugePagesResources
void equal_huge_pages(Inspection& in) {
  for (const auto& [name, request] : in.at("spec.resources.requests").members()) {
    const yaml::Node& limit = in.at("spec.resources.limits")[name.text()];
    const auto wanted = amount(request);
    const auto most = amount(limit);
    if (is_huge_page(name.text()) && wanted && most && (exceeds(*wanted, *most) || exceeds(*most, *wanted)))
      in.refuse(request, fmt::format("{} are requested as {} and limited to {}", name.text(), request.text(), limit.text()),
                "Write the same amount twice.");
  }
}

// validateResources
void huge_pages_alone(Inspection& in) {
  const yaml::Node* pages = nullptr;
  for (const std::string_view side : {"limits", "requests"})
    for (const auto& [name, value] : in.at("spec.resources")[side].members()) {
      if (is_huge_page(name.text())) pages = &name;
      if ((name.text() == "cpu" || name.text() == "memory") && (value.is_opaque() || amount(value))) return;
    }
  if (pages) in.refuse(*pages, "huge pages are asked for without cpu or memory", "Add a request for memory or cpu.");
}

bool fits_huge_pages(Inspection& in, double buffers) {
  for (const std::string_view side : {"limits", "requests"}) {
    const auto& members = in.at("spec.resources")[side].members();
    if (std::any_of(members.begin(), members.end(), [&](const auto& member) {
          return is_huge_page(member.first.text()) && (member.second.is_opaque() || amount(member.second).value_or(0) >= buffers);
        }))
      return true;
  }
  return false;
}

// validateResources, hasEnoughMemoryForSharedBuffers
void shared_buffers_fit(Inspection& in) {
  const yaml::Node& written = in.at("spec.postgresql.parameters.shared_buffers");
  const yaml::Node& request = in.at("spec.resources.requests.memory");
  const auto memory = amount(request);
  const auto buffers = written.is_opaque() ? std::nullopt : postgres_size(written.text());
  if (!memory || !buffers || !exceeds(*buffers, *memory) || fits_huge_pages(in, *buffers)) return;
  in.refuse(request, fmt::format("shared_buffers {} is more than the memory request {}", written.text(), request.text()),
            "Raise the request to about four times `shared_buffers`, or lower `shared_buffers`.");
}

constexpr std::array<Check, 4> checks{requests_below_limits, equal_huge_pages, huge_pages_alone, shared_buffers_fit};

}  // namespace

std::span<const Check> cluster_resource_checks() {
  return checks;
}

}  // namespace safeops::rules
