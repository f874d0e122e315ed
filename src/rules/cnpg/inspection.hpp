#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "flux/object.hpp"
#include "rules/cnpg/refusal.hpp"

namespace safeops::rules {

// Is a field there as Go decodes it: written, and not null?
bool is_set(const yaml::Node& field);
// A text that says something: written, not empty.
bool has_text(const yaml::Node& field);
// What a whole number is, `unset` where it is not written. None when it is no number or only known in the cluster.
std::optional<std::int64_t> number(const yaml::Node& field, std::int64_t unset);
// The entry of a list whose `name` is `name`; null when there is none.
const yaml::Node* entry_named(const yaml::Node& list, std::string_view name);
// The later ones of a list's entries whose text under `key` an earlier one has; unknowable texts are never equal.
std::vector<const yaml::Node*> repeated(const yaml::Node& list, std::string_view key);

// One object on its way through the checks of its kind.
class Inspection {
 public:
  // `creates`: nothing of that name is in the cluster yet.
  Inspection(const flux::Object& object, bool creates) : object_(&object), creates_(creates) {}

  [[nodiscard]] const flux::Object& object() const { return *object_; }
  [[nodiscard]] bool creates() const { return creates_; }
  [[nodiscard]] const yaml::Node& at(std::string_view dotted) const { return object_->at(dotted); }
  [[nodiscard]] const yaml::Node& annotation(std::string_view key) const { return object_->at("metadata.annotations")[key]; }

  // What the webhook says, at a value or at a dotted field (the nearest parent that is written).
  void refuse(const yaml::Node& value, std::string what, std::string next);
  void refuse(std::string_view dotted, std::string what, std::string next);
  // The same of what the CRD's schema says.
  void reject(const yaml::Node& value, std::string what, std::string next);
  void reject(std::string_view dotted, std::string what, std::string next);

  // Has something been said of exactly this value?
  [[nodiscard]] bool has_refused(const yaml::Node& value) const;

  [[nodiscard]] std::vector<Refusal> take() { return std::move(found_); }

 private:
  const flux::Object* object_;
  bool creates_;
  std::vector<Refusal> found_;
};

// One thing that CNPG asks of an object, beyond the shape that its CRD gives it.
using Check = void (*)(Inspection&);
std::vector<Refusal> inspect(const flux::Object& object, bool creates, std::initializer_list<std::span<const Check>> checks);

// The CRDs' rules of what makes a database: `builtinLocale`, `icuLocale` and `icuRules` belong to one locale provider each.
void hold_to_locale_provider(Inspection& in, std::string_view section);
// Fields that the CRD requires, and that the webhook would fill in with an empty text.
void require(Inspection& in, std::initializer_list<std::string_view> fields);

}  // namespace safeops::rules
