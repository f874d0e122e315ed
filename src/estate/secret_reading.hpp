#pragma once

#include <deque>

#include "estate/resource.hpp"

namespace safeops {

// Every key of every Secret whose value stands in git in the clear: neither SOPS ciphertext nor `${VAR}`. Values are looked at,
// never copied.
std::deque<SecretData> read_plain_secrets(const std::deque<Resource>& resources, const std::deque<Cluster>& clusters,
                                          const std::deque<Workload>& workloads);

}  // namespace safeops
