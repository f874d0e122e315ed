#pragma once

#include <cstddef>
#include <cstdint>

// One input of a fuzz target, as libFuzzer calls it. Returns 0; whatever is wrong ends the process.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
