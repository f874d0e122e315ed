#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace safeops::flux {

// Which kinds come first and last when objects are put in order for being applied one by one.
class KindOrder {
 public:
  static const KindOrder& usual();  // kustomize's own
  KindOrder(const std::vector<std::string>& first, const std::vector<std::string>& last);

  // Negative for the first ones, positive for the last, 0 for all others.
  [[nodiscard]] int rank(std::string_view kind) const;

 private:
  std::map<std::string, int, std::less<>> ranks_;
};

}  // namespace safeops::flux
