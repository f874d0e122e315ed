#pragma once

#include <vector>

#include "flux/object.hpp"
#include "rules/cnpg/refusal.hpp"

namespace safeops::rules {

// What CNPG's webhooks (internal/webhook/v1) and CRDs refuse of its other objects when they are made, as far as one manifest can
// tell. The table of all checks is rules/cnpg/VALIDATION.md.
std::vector<Refusal> refused_backup(const flux::Object& backup, bool creates);
std::vector<Refusal> refused_scheduled_backup(const flux::Object& schedule, bool creates);
std::vector<Refusal> refused_database(const flux::Object& database, bool creates);
std::vector<Refusal> refused_database_role(const flux::Object& role, bool creates);
std::vector<Refusal> refused_publication(const flux::Object& publication, bool creates);
std::vector<Refusal> refused_subscription(const flux::Object& subscription, bool creates);
std::vector<Refusal> refused_image_catalog(const flux::Object& catalog, bool creates);
std::vector<Refusal> refused_pooler(const flux::Object& pooler, bool creates);
// Of the Barman Cloud plugin (plugin-barman-cloud, api/v1).
std::vector<Refusal> refused_object_store(const flux::Object& store, bool creates);

}  // namespace safeops::rules
