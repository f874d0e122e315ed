#pragma once

#include <array>

#include "flux/shape.hpp"

namespace safeops::flux {

// What selects objects: the target of a patch, and of a replacement.
inline constexpr std::array selector_fields{Field{"group", &text_shape},
                                            Field{"version", &text_shape},
                                            Field{"kind", &text_shape},
                                            Field{"name", &text_shape},
                                            Field{"namespace", &text_shape},
                                            Field{"labelSelector", &text_shape},
                                            Field{"annotationSelector", &text_shape}};
inline constexpr Shape selector_shape{Shape::Kind::record, nullptr, selector_fields};

}  // namespace safeops::flux
