#pragma once

#include <string>
#include <string_view>

#include "estate/safeops_documents.hpp"

namespace safeops {

inline constexpr std::string_view evidence_directory = ".safeops/evidence";

// One document below `.safeops/evidence/`, `directory` being the part of the path behind that. Documents of our own are held
// against their schema; exported objects that prove nothing may lie beside them.
void read_evidence(std::string directory, const yaml::Node& root, Library& library, SafeopsDocuments& into);

// "./a/b" is "a/b".
std::string without_dot_slash(std::string_view path);

}  // namespace safeops
