#pragma once

#include <string>
#include <vector>

#include "yaml/node.hpp"

namespace safeops::flux {

// A Kubernetes selector: `a=b`, `a==b`, `a!=b`, `a`, `!a`, `a in (b,c)`, `a notin (b,c)`, `a > 1`, `a < 1`, joined by commas.
class LabelSelector {
 public:
  // Throws Refusal for what Kubernetes would not parse. An empty text fits everything.
  explicit LabelSelector(const yaml::Node& text);

  // Whether labels (or annotations) fit.
  [[nodiscard]] bool fits(const yaml::Node& labels) const;

  struct Requirement {
    enum class Kind { exists, absent, in, not_in, greater, less };
    std::string key;
    Kind kind = Kind::exists;
    std::vector<std::string> values;
  };

 private:
  std::vector<Requirement> requirements_;
};

}  // namespace safeops::flux
