#pragma once

#include <string>

#include "text/source.hpp"

namespace safeops::rules {

// One thing about a CNPG object that the operator refuses.
struct Refusal {
  text::Place place;
  std::string what;  // "storage shrinks from 20Gi to 10Gi"
  std::string next;
  bool by_api_server = false;  // by the schema of the CRD, which no annotation switches off
};

}  // namespace safeops::rules
