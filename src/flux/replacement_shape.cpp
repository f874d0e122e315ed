#include <array>

#include "flux/replacements.hpp"
#include "flux/selector_shape.hpp"

namespace safeops::flux {
namespace {

constexpr std::array option_fields{Field{"delimiter", &text_shape}, Field{"index", &count_shape}, Field{"encoding", &text_shape},
                                   Field{"create", &flag_shape}};
constexpr Shape options_shape{Shape::Kind::record, nullptr, option_fields};
constexpr std::array source_fields{
    Field{"group", &text_shape},     Field{"version", &text_shape},   Field{"kind", &text_shape},      Field{"name", &text_shape},
    Field{"namespace", &text_shape}, Field{"fieldPath", &text_shape}, Field{"options", &options_shape}};
constexpr Shape source_shape{Shape::Kind::record, nullptr, source_fields};
constexpr Shape selectors_shape{Shape::Kind::list, &selector_shape};
constexpr std::array target_fields{Field{"select", &selector_shape}, Field{"reject", &selectors_shape},
                                   Field{"fieldPaths", &text_list_shape}, Field{"options", &options_shape}};
constexpr Shape target_shape{Shape::Kind::record, nullptr, target_fields};
constexpr Shape targets_shape{Shape::Kind::list, &target_shape};
constexpr std::array entry_fields{Field{"source", &source_shape}, Field{"sourceValue", &text_shape},
                                  Field{"targets", &targets_shape}, Field{"path", &text_shape}};

}  // namespace

const Shape replacement_entry_shape{Shape::Kind::record, nullptr, entry_fields};

}  // namespace safeops::flux
