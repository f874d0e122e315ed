#pragma once

#include <deque>
#include <set>
#include <string>
#include <tuple>

#include "estate/migration.hpp"
#include "sql/script.hpp"

namespace safeops {

// What the statements seen so far have made. Feed it effects in the order they run and ask before feeding: an object made
// earlier in the same change can be dropped or altered freely.
class NewObjects {
 public:
  // `landed` are the migrations of the base: a CREATE ... IF NOT EXISTS of something they mention makes nothing.
  explicit NewObjects(const std::deque<Migration>& landed) : landed_(&landed) {}

  [[nodiscard]] bool covers(const sql::Effect& effect) const;
  void add(const sql::Effect& effect);

 private:
  using Key = std::tuple<std::string, std::string, std::string, std::string>;  // what it is, schema, name, member

  [[nodiscard]] bool holds(std::string_view category, const sql::Name& name, std::string_view member = {}) const;
  [[nodiscard]] bool is_mentioned_at_base(const sql::Name& name);
  void add_renamed(const sql::Effect& effect);
  void insert(std::string_view category, const sql::Name& name, std::string_view member = {});

  const std::deque<Migration>* landed_;
  std::set<Key> made_;
  std::set<std::string> mentioned_;
  bool mentions_read_ = false;
};

}  // namespace safeops
