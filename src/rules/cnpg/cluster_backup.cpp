#include <fmt/format.h>

#include <array>
#include <string_view>

#include "rules/cnpg/cluster_checks.hpp"
#include "rules/cnpg/quantity.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view store_field = "spec.backup.barmanObjectStore";

// ValidateAwsCredentials
void s3_credentials(Inspection& in, const yaml::Node& s3) {
  if (s3["inheritFromIAMRole"].is_opaque()) return;
  const bool by_role = s3["inheritFromIAMRole"].boolean() == true;
  const bool has_id = is_set(s3["accessKeyId"]);
  const bool has_secret = is_set(s3["secretAccessKey"]);
  if (has_id != has_secret)
    in.refuse(s3, "s3Credentials has one half of a key", "Write `accessKeyId` and `secretAccessKey`, both.");
  if (!by_role && !has_id && !has_secret)
    in.refuse(s3, "s3Credentials says no way to log in",
              "Write `accessKeyId` and `secretAccessKey`, or `inheritFromIAMRole: true`.");
  if (by_role && (has_id || has_secret))
    in.refuse(s3, "s3Credentials has a key beside inheritFromIAMRole", "Keep one of the two.");
}

// ValidateAzureCredentials
void azure_credentials(Inspection& in, const yaml::Node& azure) {
  int ways = 0;
  for (const std::string_view flag : {"inheritFromAzureAD", "useDefaultAzureCredentials"}) {
    if (azure[flag].is_opaque()) return;
    ways += azure[flag].boolean() == true;
  }
  const bool has_key = is_set(azure["storageKey"]);
  const bool has_token = is_set(azure["storageSasToken"]);
  ways += has_key + has_token;
  const bool has_connection = is_set(azure["connectionString"]);
  const bool has_account = is_set(azure["storageAccount"]);
  if (!has_connection && ways != 1)
    in.refuse(azure,
              ways == 0 ? "azureCredentials says no way to log in" : fmt::format("azureCredentials says {} ways to log in", ways),
              "Keep one of storageKey, storageSasToken, inheritFromAzureAD and useDefaultAzureCredentials.");
  if (has_connection && (ways > 0 || has_account))
    in.refuse(azure, "azureCredentials has a connectionString beside other ways to log in", "Keep `connectionString` alone.");
  if ((has_key || has_token) && !has_account)
    in.refuse(azure, "azureCredentials has a key and does not say of which account", "Add `storageAccount`.");
}

// ValidateGCSCredentials
void google_credentials(Inspection& in, const yaml::Node& google) {
  if (google["gkeEnvironment"].is_opaque()) return;
  const bool by_environment = google["gkeEnvironment"].boolean() == true;
  if (by_environment == is_set(google["applicationCredentials"]))
    in.refuse(
        google,
        by_environment ? "googleCredentials has credentials beside gkeEnvironment" : "googleCredentials says no way to log in",
        "Keep one of `applicationCredentials` and `gkeEnvironment: true`.");
}

// ValidateBackupConfiguration
void credentials(Inspection& in) {
  const yaml::Node& store = in.at(store_field);
  if (!is_set(store)) return;
  struct Provider {
    std::string_view field;
    void (*judge)(Inspection&, const yaml::Node&);
  };
  int found = 0;
  for (const auto& [field, judge] : {Provider{"s3Credentials", s3_credentials}, Provider{"azureCredentials", azure_credentials},
                                     Provider{"googleCredentials", google_credentials}}) {
    if (!is_set(store[field])) continue;
    ++found;
    judge(in, store[field]);
  }
  if (found != 1)
    in.refuse(store,
              found == 0 ? "barmanObjectStore has no credentials"
                         : fmt::format("barmanObjectStore has credentials of {} providers", found),
              "Keep exactly one of s3Credentials, azureCredentials and googleCredentials.");
}

// validateRetentionPolicy, and the CRD's pattern
void retention_policy(Inspection& in) {
  const yaml::Node& policy = in.at("spec.backup.retentionPolicy");
  if (is_set(policy) && !policy.is_opaque() && !is_retention_policy(policy.text()))
    in.reject(policy, fmt::format("`{}` is no retention policy", policy.text()),
              "Write days, weeks or months: `30d`, `4w`, `6m`.");
}

// validatePluginConfiguration
void wal_archivers(Inspection& in) {
  const yaml::Node* archiver = nullptr;
  int archivers = 0;
  for (const yaml::Node& plugin : in.at("spec.plugins").items()) {
    if (plugin["enabled"].is_opaque() || plugin["isWALArchiver"].is_opaque()) return;
    if (!plugin["enabled"].boolean().value_or(true) || plugin["isWALArchiver"].boolean() != true) continue;
    ++archivers;
    archiver = &plugin;
  }
  if (archiver && is_set(in.at(store_field)))
    in.refuse(*archiver, "a plugin archives WAL beside barmanObjectStore",
              "Remove `spec.backup.barmanObjectStore` in the change that adds the plugin; two archivers would each hold half.");
  if (archivers > 1)
    in.refuse(*archiver, fmt::format("{} plugins archive WAL", archivers), "Set `isWALArchiver: true` on one of them.");
}

constexpr std::array<Check, 3> checks{credentials, retention_policy, wal_archivers};

}  // namespace

std::span<const Check> cluster_backup_checks() {
  return checks;
}

}  // namespace safeops::rules
