#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "flux/field_path.hpp"
#include "flux/refusal.hpp"
#include "flux/transformers.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using Candidates = std::vector<const Resource*>;
using Affixes = std::vector<std::string>;

// Whether one list of affixes ends with the other.
bool end_alike(const Affixes& one, const Affixes& other) {
  const Affixes& shorter = one.size() < other.size() ? one : other;
  const Affixes& longer = one.size() < other.size() ? other : one;
  return (!shorter.empty() || longer.empty()) && std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
}

enum class EmptyAffixes { fit_all, fit_none };

bool affixes_fit(const Resource& one, const Resource& other, EmptyAffixes empty) {
  const auto fit = [&](const Affixes& a, const Affixes& b) {
    return (empty == EmptyAffixes::fit_all && (a.empty() || b.empty())) || end_alike(a, b);
  };
  return fit(one.prefixes, other.prefixes) && fit(one.suffixes, other.suffixes);
}

bool had_type(const Resource& resource, const Type& wanted) {
  return std::any_of(resource.previous.begin(), resource.previous.end(),
                     [&](const Resource::Name& name) { return wanted.covers(resource.id_of(name).type); });
}

// The namespaces of the service accounts a RoleBinding names: what is in them may be meant too.
std::set<std::string, std::less<>> bound_namespaces(const Object& object) {
  std::set<std::string, std::less<>> namespaces;
  if (object.kind() != "RoleBinding") return namespaces;
  for (const yaml::Node& subject : object.root()["subjects"].items()) {
    const yaml::Node& name_space = subject["namespace"];
    if (subject["kind"].text() != "ServiceAccount" || !name_space) continue;
    if (yaml::resolve(name_space) != yaml::Resolved::string)
      throw Refusal{name_space.place(), "the namespace of a subject is blank"};
    namespaces.emplace(name_space.text());
  }
  return namespaces;
}

using Index = std::multimap<std::string, const Resource*, std::less<>>;

class Referrer {
 public:
  Referrer(const Resource& resource, const Index& by_old_name, const Index& by_old_namespace)
      : resource_(resource),
        by_old_name_(by_old_name),
        by_old_namespace_(by_old_namespace),
        id_(resource.id()),
        cluster_wide_(resource.is_cluster_wide()),
        bound_(bound_namespaces(resource.object)) {}

  // Both answer the one object that was called so, or null when there is none.
  const Resource* find(std::string_view old_name, const Type& target, const FieldSpec& field) const {
    return choose(candidates(old_name, target, field), old_name,
                  [](const Resource& one, const Resource& other) { return one.object.name() == other.object.name(); });
  }
  const Resource* find_in(const yaml::Node& map, std::string_view old_name, const Type& target, const FieldSpec& field) const {
    Candidates found = candidates(old_name, target, field);
    if (const yaml::Node& name_space = map["namespace"]) keep_namespace(found, name_space.text());
    return choose(std::move(found), old_name, [](const Resource& one, const Resource& other) {
      return one.object.name() == other.object.name() && one.object.namespace_() == other.object.namespace_();
    });
  }

 private:
  Candidates candidates(std::string_view old_name, const Type& target, const FieldSpec& field) const {
    Candidates found;
    const auto [first, last] = by_old_name_.equal_range(old_name);
    for (auto entry = first; entry != last; ++entry) {
      const Resource& candidate = *entry->second;
      if (!found.empty() && found.back() == &candidate) continue;
      const bool in_reach = is_near(candidate) || (candidate.object.kind() == "ServiceAccount" && is_visible(candidate));
      if (in_reach && had_type(candidate, target) && fits_role(candidate, field)) found.push_back(&candidate);
    }
    return found;
  }

  // A roleRef says itself what type it means.
  [[nodiscard]] bool fits_role(const Resource& candidate, const FieldSpec& field) const {
    if (!field.path.ends_with("roleRef/name")) return true;
    const yaml::Node& role = resource_.object.root()["roleRef"];
    if (!role["apiGroup"] || !role["kind"]) return true;
    return had_type(candidate, {std::string(role["apiGroup"].text()), "", std::string(role["kind"].text())});
  }

  [[nodiscard]] bool is_near(const Resource& candidate) const {
    return cluster_wide_ || candidate.is_cluster_wide() || candidate.id().namespace_ == id_.namespace_;
  }
  [[nodiscard]] bool is_visible(const Resource& candidate) const {
    return is_near(candidate) || bound_.contains(candidate.object.namespace_());
  }

  // A namespace is meant as it was first called if anything in sight was first there, else as it is called now.
  void keep_namespace(Candidates& found, std::string_view name_space) const {
    const auto [first, last] = by_old_namespace_.equal_range(name_space);
    const bool original = std::any_of(first, last, [&](const auto& entry) { return is_visible(*entry.second); });
    std::erase_if(found,
                  [&](const Resource* one) { return (original ? one->original_id() : one->id()).namespace_ != name_space; });
  }

  const Resource* choose(Candidates found, std::string_view old_name, bool (*same)(const Resource&, const Resource&)) const {
    if (found.size() == 1) return found.front();
    keep_affixes(found, EmptyAffixes::fit_all);
    if (found.size() > 1) keep_affixes(found, EmptyAffixes::fit_none);
    if (found.empty()) return nullptr;
    if (std::all_of(found.begin(), found.end(), [&](const Resource* one) { return same(*one, *found.front()); }))
      return found.front();
    throw Refusal{resource_.object.place(),
                  fmt::format("{} refers to `{}`, which may be {} or {}", resource_.object.id().text(), text::visible(old_name),
                              found[0]->object.id().text(), found[1]->object.id().text())};
  }

  void keep_affixes(Candidates& found, EmptyAffixes empty) const {
    std::erase_if(found, [&](const Resource* one) { return !affixes_fit(*one, resource_, empty); });
  }

  const Resource& resource_;
  const Index& by_old_name_;
  const Index& by_old_namespace_;
  ResourceId id_;
  bool cluster_wide_;
  std::set<std::string, std::less<>> bound_;
};

// The fields of one type of referrer, and what each refers to.
struct Reference {
  const Type* target;
  const FieldSpec* field;
};

class ReferenceFixer {
 public:
  ReferenceFixer(ResourceList& list, const std::vector<NameReferences>& references) : list_(list) {
    for (const Resource& resource : list.items()) {
      for (const Resource::Name& name : resource.previous) by_old_name_.emplace(name.name, &resource);
      by_old_namespace_.emplace(resource.original_id().namespace_, &resource);
    }
    for (const NameReferences& entry : references)
      for (const FieldSpec& field : entry.fields) by_kind_[field.type.kind].push_back({&entry.target, &field});
  }

  void run() {
    for (Resource& resource : list_.items()) {
      const Type type = resource.original_id().type;
      const Referrer referrer(resource, by_old_name_, by_old_namespace_);
      for (const std::string_view kind : {std::string_view(type.kind), std::string_view()}) {
        const auto found = by_kind_.find(kind);
        if (found == by_kind_.end()) continue;
        for (const Reference& reference : found->second)
          if (reference.field->type.covers(type)) fix(resource, referrer, reference);
      }
    }
  }

 private:
  static void fix(Resource& resource, const Referrer& referrer, const Reference& reference) {
    visit_field(resource.object.root(), *reference.field, Creates::nothing, [&](yaml::Node& node) {
      if (node.is_sequence()) {
        for (yaml::Node& item : node.items()) update(item, referrer, reference);
      } else {
        update(node, referrer, reference);
      }
    });
  }

  static void update(yaml::Node& node, const Referrer& referrer, const Reference& reference) {
    if (node.is_map()) return update_map(node, referrer, reference);
    if (node.is_sequence()) throw Refusal{node.place(), "a name is a list in a list"};
    if (!node.is_scalar()) return;
    const Resource* found = referrer.find(node.text(), *reference.target, *reference.field);
    if (found) node.set_text(std::string(found->object.name()));
  }

  static void update_map(yaml::Node& map, const Referrer& referrer, const Reference& reference) {
    yaml::Node* name = map.find("name");
    if (!name) throw Refusal{map.place(), fmt::format("field `{}` has no `name`", text::visible(reference.field->path))};
    const Resource* found = referrer.find_in(map, name->text(), *reference.target, *reference.field);
    if (!found) return;
    const yaml::Node& name_space = found->object.root()["metadata"]["namespace"];
    const bool placed = !found->object.namespace_().empty();
    name->set_text(std::string(found->object.name()));
    if (placed) map.set("namespace", name_space, name_space.place());
  }

  ResourceList& list_;
  Index by_old_name_;
  Index by_old_namespace_;
  std::map<std::string, std::vector<Reference>, std::less<>> by_kind_;
};

}  // namespace

void fix_references(ResourceList& list, const std::vector<NameReferences>& references) {
  ReferenceFixer(list, references).run();
}

}  // namespace safeops::flux
