#pragma once

#include <vector>

#include "change/change.hpp"
#include "estate/operator_version.hpp"
#include "rules/cnpg/refusal.hpp"

namespace safeops::rules {

// What CNPG's webhook refuses when a Cluster changes (internal/webhook/v1/cluster_webhook.go, validateClusterChanges), as far as
// two manifests can tell.
std::vector<Refusal> refused_updates(const Cluster& before, const Cluster& after);

// The fields of the other kinds that the API of that operator makes immutable (CEL rules of the CRDs: `self == oldSelf`).
std::vector<Refusal> immutable_updates(const flux::Object& before, const flux::Object& after, MinorVersion version);

}  // namespace safeops::rules
