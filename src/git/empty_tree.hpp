#pragma once

#include "git/object.hpp"

namespace safeops::git {

// The id git gives a tree without entries. Every repository has it, also where no such object is stored.
inline constexpr Oid empty_tree{.bytes = {0x4b, 0x82, 0x5d, 0xc6, 0x42, 0xcb, 0x6e, 0xb9, 0xa0, 0x60,
                                          0xe5, 0x4b, 0xf8, 0xd6, 0x92, 0x88, 0xfb, 0xee, 0x49, 0x04}};

}  // namespace safeops::git
