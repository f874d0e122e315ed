#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "yaml/node.hpp"

namespace safeops::flux {

// What identifies an object inside one cluster. The API version is left out: v1beta2 and v1 of a group are the same object.
struct Id {
  std::string group;  // "" for the core group, "postgresql.cnpg.io", "apps" ...
  std::string kind;
  std::string namespace_;
  std::string name;

  auto operator<=>(const Id&) const = default;
  [[nodiscard]] std::string text() const;  // "Cluster data/app-postgres": kind, then namespace/name; safe to print
};

// A Kubernetes object. Every node of `root` knows the file and line that set it, also after patches and transformers.
class Object {
 public:
  explicit Object(yaml::Node root) : root_(std::move(root)) {}

  [[nodiscard]] const yaml::Node& root() const { return root_; }
  [[nodiscard]] yaml::Node& root() { return root_; }
  [[nodiscard]] const yaml::Node& at(std::string_view dotted) const { return root_.at(dotted); }

  [[nodiscard]] std::string_view api_version() const { return root_["apiVersion"].text(); }
  [[nodiscard]] std::string_view group() const;
  [[nodiscard]] std::string_view kind() const { return root_["kind"].text(); }
  [[nodiscard]] std::string_view name() const { return root_["metadata"]["name"].text(); }
  // metadata.name as its file has it: without what namePrefix and nameSuffix put around it.
  [[nodiscard]] std::string_view written_name() const;
  [[nodiscard]] std::string_view namespace_() const { return root_["metadata"]["namespace"].text(); }
  [[nodiscard]] Id id() const;
  [[nodiscard]] std::string_view annotation(std::string_view key) const;
  [[nodiscard]] std::string_view label(std::string_view key) const;

  // Where to point when the object as a whole is meant: metadata.name, else kind, else its first line.
  [[nodiscard]] text::Place place() const;
  // Where to point for one field: its value, else the nearest parent that exists, else place().
  [[nodiscard]] text::Place place(std::string_view dotted) const;
  [[nodiscard]] bool is(std::string_view group, std::string_view kind) const;

 private:
  yaml::Node root_;
};

}  // namespace safeops::flux
