#pragma once

#include "change/change.hpp"

namespace safeops::rules {

// The narrowest line of the change because of which an object is applied at head and was not at base: its own, the `resources:`
// entry that leads to its file, or the Flux Kustomization that leads to that. Falls back on the object's own place.
text::Place cause_of_delivery(const Change& change, const Resource& at_head);

// The same for an object that was applied at base and is not at head. Mostly a line of base.
text::Place cause_of_removal(const Change& change, const Resource& at_base);

// Did the delivery of an object break, so that head cannot say what becomes of it? Flux keeps what it has then, and prunes
// nothing.
bool delivery_broke(const Change& change, const Resource& at_base);

}  // namespace safeops::rules
