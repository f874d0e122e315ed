#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "yaml/node.hpp"

namespace safeops::flux {

struct Field;

// The types of the fields of one of kustomize's own files, as its decoder requires them.
struct Shape {
  enum class Kind { text, boolean, integer, anything, texts, list, record };
  Kind kind = Kind::anything;
  const Shape* item = nullptr;  // of a list
  std::span<const Field> fields{};
};

struct Field {
  std::string_view name;
  const Shape* shape;
};

inline constexpr Shape text_shape{Shape::Kind::text};
inline constexpr Shape flag_shape{Shape::Kind::boolean};
inline constexpr Shape count_shape{Shape::Kind::integer};
inline constexpr Shape any_shape{Shape::Kind::anything};
inline constexpr Shape texts_shape{Shape::Kind::texts};  // a map of texts
inline constexpr Shape text_list_shape{Shape::Kind::list, &text_shape};

// How a file is read. A kustomization takes `tag: 1.0` for a mistake, the other files take it for the text 1.0; not all refuse
// fields they do not know.
struct Reading {
  std::string_view what;  // "a kustomization"
  bool numbers_are_texts = false;
  bool unknown_fields = false;
};

// Reports every value that has not its field's type and every unknown field. What passes is put in one form: fields spelled as
// in the shape (the decoder ignores case), those that are null left out, texts as quoted ones.
void require_shape(yaml::Node& node, const Shape& shape, const Reading& reading, std::vector<Problem>& problems);

}  // namespace safeops::flux
