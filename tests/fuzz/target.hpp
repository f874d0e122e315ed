#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// One input of a fuzz target, as libFuzzer calls it. Returns 0; whatever is wrong ends the process.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
// What mutations put in: words that mean something to the target, and some that often break a reader.
extern const std::vector<std::string> fuzz_words;
