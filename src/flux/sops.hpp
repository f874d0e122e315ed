#pragma once

#include "flux/object.hpp"

namespace safeops::flux {

// Whether an object is, or holds files that are, SOPS ciphertext: kustomize-controller decrypts it before it applies it, so
// neither its values nor a suffix made of them is known here.
bool is_encrypted(const Object& object);

// Whether a file (YAML, JSON, dotenv or INI as SOPS writes them, or a file wrapped as JSON) is ciphertext.
bool is_encrypted(std::string_view file);

}  // namespace safeops::flux
