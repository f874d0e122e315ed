// Written by tests/oracle/cnpg; `./dev oracle` says when it is stale.
// clang-format off
#include "rules/cnpg/shape.hpp"

#include <algorithm>
#include <array>

namespace safeops::rules {
namespace {

using enum Shape;

constexpr auto fields = std::to_array<Field>({
    // 1
    {"name", text, false, 0, {}},
    // 2
    {"immediateCheckpoint", boolean, false, 0, {}},
    {"waitForArchive", boolean, false, 0, {}},
    // 3
    {"", text, false, 0, {}},
    // 4
    {"name", text, false, 0, {}},
    {"parameters", table, false, 3, {}},
    // 5
    {"cluster", object, false, 1, {}},
    {"method", text, false, 0, {.words = "barmanObjectStore|volumeSnapshot|plugin"}},
    {"online", boolean, false, 0, {}},
    {"onlineConfiguration", object, false, 2, {}},
    {"pluginConfiguration", object, false, 4, {}},
    {"target", text, false, 0, {.words = "primary|prefer-standby"}},
    // 6
    {"key", text, false, 0, {}},
    {"operator", text, false, 0, {}},
    {"values", list, false, 3, {}},
    // 7
    {"", object, false, 6, {}},
    // 8
    {"matchExpressions", list, false, 7, {}},
    {"matchLabels", table, false, 3, {}},
    // 9
    {"labelSelector", object, false, 8, {}},
    {"matchLabelKeys", list, false, 3, {}},
    {"mismatchLabelKeys", list, false, 3, {}},
    {"namespaceSelector", object, false, 8, {}},
    {"namespaces", list, false, 3, {}},
    {"topologyKey", text, false, 0, {}},
    // 10
    {"podAffinityTerm", object, false, 9, {}},
    {"weight", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    // 11
    {"", object, false, 10, {}},
    // 12
    {"", object, false, 9, {}},
    // 13
    {"preferredDuringSchedulingIgnoredDuringExecution", list, false, 11, {}},
    {"requiredDuringSchedulingIgnoredDuringExecution", list, false, 12, {}},
    // 14
    {"matchExpressions", list, false, 7, {}},
    {"matchFields", list, false, 7, {}},
    // 15
    {"preference", object, false, 14, {}},
    {"weight", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    // 16
    {"", object, false, 15, {}},
    // 17
    {"", object, false, 14, {}},
    // 18
    {"nodeSelectorTerms", list, true, 17, {}},
    // 19
    {"preferredDuringSchedulingIgnoredDuringExecution", list, false, 16, {}},
    {"requiredDuringSchedulingIgnoredDuringExecution", object, false, 18, {}},
    // 20
    {"effect", text, false, 0, {}},
    {"key", text, false, 0, {}},
    {"operator", text, false, 0, {}},
    {"tolerationSeconds", integer, false, 0, {}},
    {"value", text, false, 0, {}},
    // 21
    {"", object, false, 20, {}},
    // 22
    {"additionalPodAffinity", object, false, 13, {}},
    {"additionalPodAntiAffinity", object, false, 13, {}},
    {"enablePodAntiAffinity", boolean, false, 0, {}},
    {"nodeAffinity", object, false, 19, {}},
    {"nodeSelector", table, false, 3, {}},
    {"podAntiAffinityType", text, false, 0, {}},
    {"tolerations", list, false, 21, {}},
    {"topologyKey", text, false, 0, {}},
    // 23
    {"key", text, false, 0, {}},
    {"name", text, false, 0, {}},
    // 24
    {"connectionString", object, false, 23, {}},
    {"inheritFromAzureAD", boolean, false, 0, {}},
    {"storageAccount", object, false, 23, {}},
    {"storageKey", object, false, 23, {}},
    {"storageSasToken", object, false, 23, {}},
    {"useDefaultAzureCredentials", boolean, false, 0, {}},
    // 25
    {"additionalCommandArgs", list, false, 3, {}},
    {"compression", text, false, 0, {.words = "bzip2|gzip|lz4|snappy"}},
    {"encryption", text, false, 0, {.words = "AES256|aws:kms"}},
    {"immediateCheckpoint", boolean, false, 0, {}},
    {"jobs", integer, false, 0, {.least = 1, .most = 2147483647}},
    // 26
    {"applicationCredentials", object, false, 23, {}},
    {"gkeEnvironment", boolean, false, 0, {}},
    // 27
    {"accessKeyId", object, false, 23, {}},
    {"inheritFromIAMRole", boolean, false, 0, {}},
    {"region", object, false, 23, {}},
    {"secretAccessKey", object, false, 23, {}},
    {"sessionToken", object, false, 23, {}},
    // 28
    {"archiveAdditionalCommandArgs", list, false, 3, {}},
    {"compression", text, false, 0, {.words = "bzip2|gzip|lz4|snappy|xz|zstd"}},
    {"encryption", text, false, 0, {.words = "AES256|aws:kms"}},
    {"maxParallel", integer, false, 0, {.least = 1}},
    {"restoreAdditionalCommandArgs", list, false, 3, {}},
    // 29
    {"azureCredentials", object, false, 24, {}},
    {"data", object, false, 25, {}},
    {"destinationPath", text, true, 0, {.shortest = 1}},
    {"endpointCA", object, false, 23, {}},
    {"endpointURL", text, false, 0, {}},
    {"googleCredentials", object, false, 26, {}},
    {"historyTags", table, false, 3, {}},
    {"s3Credentials", object, false, 27, {}},
    {"serverName", text, false, 0, {}},
    {"tags", table, false, 3, {}},
    {"wal", object, false, 28, {}},
    // 30
    {"annotations", table, false, 3, {}},
    {"className", text, false, 0, {}},
    {"labels", table, false, 3, {}},
    {"online", boolean, false, 0, {}},
    {"onlineConfiguration", object, false, 2, {}},
    {"snapshotOwnerReference", text, false, 0, {.words = "none|cluster|backup"}},
    {"tablespaceClassName", table, false, 3, {}},
    {"walClassName", text, false, 0, {}},
    // 31
    {"barmanObjectStore", object, false, 29, {}},
    {"retentionPolicy", text, false, 0, {.shortest = 2, .letters = {"1-9", "0-9", "dwm"}}},
    {"target", text, false, 0, {.words = "primary|prefer-standby"}},
    {"volumeSnapshot", object, false, 30, {}},
    // 32
    {"externalCluster", text, false, 0, {}},
    // 33
    {"databases", list, true, 3, {}},
    {"pgDumpExtraOptions", list, false, 3, {}},
    {"pgRestoreDataOptions", list, false, 3, {}},
    {"pgRestoreExtraOptions", list, false, 3, {}},
    {"pgRestorePostdataOptions", list, false, 3, {}},
    {"pgRestorePredataOptions", list, false, 3, {}},
    {"postImportApplicationSQL", list, false, 3, {}},
    {"roles", list, false, 3, {}},
    {"schemaOnly", boolean, false, 0, {}},
    {"source", object, false, 32, {}},
    {"type", text, true, 0, {.words = "microservice|monolith"}},
    // 34
    {"", object, false, 23, {}},
    // 35
    {"configMapRefs", list, false, 34, {}},
    {"secretRefs", list, false, 34, {}},
    // 36
    {"builtinLocale", text, false, 0, {}},
    {"dataChecksums", boolean, false, 0, {}},
    {"database", text, false, 0, {}},
    {"encoding", text, false, 0, {}},
    {"icuLocale", text, false, 0, {}},
    {"icuRules", text, false, 0, {}},
    {"import", object, false, 33, {}},
    {"locale", text, false, 0, {}},
    {"localeCType", text, false, 0, {}},
    {"localeCollate", text, false, 0, {}},
    {"localeProvider", text, false, 0, {}},
    {"options", list, false, 3, {}},
    {"owner", text, false, 0, {}},
    {"postInitApplicationSQL", list, false, 3, {}},
    {"postInitApplicationSQLRefs", object, false, 35, {}},
    {"postInitSQL", list, false, 3, {}},
    {"postInitSQLRefs", object, false, 35, {}},
    {"postInitTemplateSQL", list, false, 3, {}},
    {"postInitTemplateSQLRefs", object, false, 35, {}},
    {"secret", object, false, 1, {}},
    {"walSegmentSize", integer, false, 0, {.least = 1, .most = 1024}},
    // 37
    {"database", text, false, 0, {}},
    {"owner", text, false, 0, {}},
    {"secret", object, false, 1, {}},
    {"source", text, true, 0, {.shortest = 1}},
    // 38
    {"endpointCA", object, false, 23, {}},
    {"name", text, false, 0, {}},
    // 39
    {"backupID", text, false, 0, {}},
    {"exclusive", boolean, false, 0, {}},
    {"targetImmediate", boolean, false, 0, {}},
    {"targetLSN", text, false, 0, {}},
    {"targetName", text, false, 0, {}},
    {"targetTLI", text, false, 0, {}},
    {"targetTime", text, false, 0, {}},
    {"targetXID", text, false, 0, {}},
    // 40
    {"apiGroup", text, false, 0, {}},
    {"kind", text, false, 0, {}},
    {"name", text, false, 0, {}},
    // 41
    {"", object, false, 40, {}},
    // 42
    {"storage", object, false, 40, {}},
    {"tablespaceStorage", table, false, 41, {}},
    {"walStorage", object, false, 40, {}},
    // 43
    {"backup", object, false, 38, {}},
    {"database", text, false, 0, {}},
    {"owner", text, false, 0, {}},
    {"recoveryTarget", object, false, 39, {}},
    {"secret", object, false, 1, {}},
    {"source", text, false, 0, {}},
    {"volumeSnapshots", object, false, 42, {}},
    // 44
    {"initdb", object, false, 36, {}},
    {"pg_basebackup", object, false, 37, {}},
    {"recovery", object, false, 43, {}},
    // 45
    {"clientCASecret", text, false, 0, {}},
    {"replicationTLSSecret", text, false, 0, {}},
    {"serverAltDNSNames", list, false, 3, {}},
    {"serverCASecret", text, false, 0, {}},
    {"serverTLSSecret", text, false, 0, {}},
    // 46
    {"key", text, false, 0, {}},
    {"name", text, false, 0, {}},
    {"optional", boolean, false, 0, {}},
    // 47
    {"apiVersion", text, false, 0, {}},
    {"fieldPath", text, false, 0, {}},
    // 48
    {"key", text, false, 0, {}},
    {"optional", boolean, false, 0, {}},
    {"path", text, false, 0, {}},
    {"volumeName", text, false, 0, {}},
    // 49
    {"containerName", text, false, 0, {}},
    {"divisor", quantity, false, 0, {}},
    {"resource", text, false, 0, {}},
    // 50
    {"configMapKeyRef", object, false, 46, {}},
    {"fieldRef", object, false, 47, {}},
    {"fileKeyRef", object, false, 48, {}},
    {"resourceFieldRef", object, false, 49, {}},
    {"secretKeyRef", object, false, 46, {}},
    // 51
    {"name", text, false, 0, {}},
    {"value", text, false, 0, {}},
    {"valueFrom", object, false, 50, {}},
    // 52
    {"", object, false, 51, {}},
    // 53
    {"name", text, false, 0, {}},
    {"optional", boolean, false, 0, {}},
    // 54
    {"configMapRef", object, false, 53, {}},
    {"prefix", text, false, 0, {}},
    {"secretRef", object, false, 53, {}},
    // 55
    {"", object, false, 54, {}},
    // 56
    {"apiGroup", text, false, 0, {}},
    {"kind", text, false, 0, {}},
    {"name", text, false, 0, {}},
    {"namespace", text, false, 0, {}},
    // 57
    {"", quantity, false, 0, {}},
    // 58
    {"limits", table, false, 57, {}},
    {"requests", table, false, 57, {}},
    // 59
    {"accessModes", list, false, 3, {}},
    {"dataSource", object, false, 40, {}},
    {"dataSourceRef", object, false, 56, {}},
    {"resources", object, false, 58, {}},
    {"selector", object, false, 8, {}},
    {"storageClassName", text, false, 0, {}},
    {"volumeAttributesClassName", text, false, 0, {}},
    {"volumeMode", text, false, 0, {}},
    {"volumeName", text, false, 0, {}},
    // 60
    {"metadata", object, false, 0, {}},
    {"spec", object, false, 59, {}},
    // 61
    {"volumeClaimTemplate", object, false, 60, {}},
    // 62
    {"shm", quantity, false, 0, {}},
    {"temporaryData", quantity, false, 0, {}},
    // 63
    {"enabled", boolean, false, 0, {}},
    {"isWALArchiver", boolean, false, 0, {}},
    {"name", text, false, 0, {}},
    {"parameters", table, false, 3, {}},
    // 64
    {"barmanObjectStore", object, false, 29, {}},
    {"connectionParameters", table, false, 3, {}},
    {"name", text, false, 0, {}},
    {"password", object, false, 46, {}},
    {"plugin", object, false, 63, {}},
    {"sslCert", object, false, 46, {}},
    {"sslKey", object, false, 46, {}},
    {"sslRootCert", object, false, 46, {}},
    // 65
    {"", object, false, 64, {}},
    // 66
    {"apiGroup", text, false, 0, {}},
    {"kind", text, false, 0, {}},
    {"major", integer, false, 0, {}},
    {"name", text, false, 0, {}},
    // 67
    {"", object, false, 1, {}},
    // 68
    {"annotations", table, false, 3, {}},
    {"labels", table, false, 3, {}},
    // 69
    {"bypassrls", boolean, false, 0, {}},
    {"comment", text, false, 0, {}},
    {"connectionLimit", integer, false, 0, {}},
    {"createdb", boolean, false, 0, {}},
    {"createrole", boolean, false, 0, {}},
    {"disablePassword", boolean, false, 0, {}},
    {"ensure", text, false, 0, {.words = "present|absent"}},
    {"inRoles", list, false, 3, {}},
    {"inherit", boolean, false, 0, {}},
    {"login", boolean, false, 0, {}},
    {"name", text, false, 0, {}},
    {"passwordSecret", object, false, 1, {}},
    {"replication", boolean, false, 0, {}},
    {"superuser", boolean, false, 0, {}},
    {"validUntil", time, false, 0, {}},
    // 70
    {"", object, false, 69, {}},
    // 71
    {"annotations", table, false, 3, {}},
    {"labels", table, false, 3, {}},
    {"name", text, false, 0, {}},
    // 72
    {"appProtocol", text, false, 0, {}},
    {"name", text, false, 0, {}},
    {"nodePort", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"port", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"protocol", text, false, 0, {}},
    {"targetPort", number_or_text, false, 0, {}},
    // 73
    {"", object, false, 72, {}},
    // 74
    {"timeoutSeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    // 75
    {"clientIP", object, false, 74, {}},
    // 76
    {"allocateLoadBalancerNodePorts", boolean, false, 0, {}},
    {"clusterIP", text, false, 0, {}},
    {"clusterIPs", list, false, 3, {}},
    {"externalIPs", list, false, 3, {}},
    {"externalName", text, false, 0, {}},
    {"externalTrafficPolicy", text, false, 0, {}},
    {"healthCheckNodePort", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"internalTrafficPolicy", text, false, 0, {}},
    {"ipFamilies", list, false, 3, {}},
    {"ipFamilyPolicy", text, false, 0, {}},
    {"loadBalancerClass", text, false, 0, {}},
    {"loadBalancerIP", text, false, 0, {}},
    {"loadBalancerSourceRanges", list, false, 3, {}},
    {"ports", list, false, 73, {.keys = "port|protocol"}},
    {"publishNotReadyAddresses", boolean, false, 0, {}},
    {"selector", table, false, 3, {}},
    {"sessionAffinity", text, false, 0, {}},
    {"sessionAffinityConfig", object, false, 75, {}},
    {"trafficDistribution", text, false, 0, {}},
    {"type", text, false, 0, {}},
    // 77
    {"metadata", object, false, 71, {}},
    {"spec", object, false, 76, {}},
    // 78
    {"selectorType", text, true, 0, {.words = "rw|r|ro"}},
    {"serviceTemplate", object, false, 77, {}},
    {"updateStrategy", text, false, 0, {.words = "patch|replace"}},
    // 79
    {"", object, false, 78, {}},
    // 80
    {"", text, false, 0, {.words = "rw|r|ro"}},
    // 81
    {"additional", list, false, 79, {}},
    {"disabledDefaultServices", list, false, 80, {}},
    // 82
    {"roles", list, false, 70, {}},
    {"services", object, false, 81, {}},
    // 83
    {"action", text, false, 0, {.words = "replace|Replace|keep|Keep|drop|Drop|hashmod|HashMod|labelmap|LabelMap|labeldrop|LabelDrop|labelkeep|LabelKeep|lowercase|Lowercase|uppercase|Uppercase|keepequal|KeepEqual|dropequal|DropEqual"}},
    {"modulus", integer, false, 0, {}},
    {"regex", text, false, 0, {}},
    {"replacement", text, false, 0, {}},
    {"separator", text, false, 0, {}},
    {"sourceLabels", list, false, 3, {}},
    {"targetLabel", text, false, 0, {}},
    // 84
    {"", object, false, 83, {}},
    // 85
    {"enabled", boolean, false, 0, {}},
    // 86
    {"customQueriesConfigMap", list, false, 34, {}},
    {"customQueriesSecret", list, false, 34, {}},
    {"disableDefaultQueries", boolean, false, 0, {}},
    {"enablePodMonitor", boolean, false, 0, {}},
    {"metricsQueriesTTL", duration, false, 0, {}},
    {"podMonitorMetricRelabelings", list, false, 84, {}},
    {"podMonitorRelabelings", list, false, 84, {}},
    {"tls", object, false, 85, {}},
    // 87
    {"inProgress", boolean, false, 0, {}},
    {"reusePVC", boolean, false, 0, {}},
    // 88
    {"", object, false, 63, {}},
    // 89
    {"localhostProfile", text, false, 0, {}},
    {"type", text, false, 0, {}},
    // 90
    {"level", text, false, 0, {}},
    {"role", text, false, 0, {}},
    {"type", text, false, 0, {}},
    {"user", text, false, 0, {}},
    // 91
    {"", integer, false, 0, {}},
    // 92
    {"name", text, false, 0, {}},
    {"value", text, false, 0, {}},
    // 93
    {"", object, false, 92, {}},
    // 94
    {"gmsaCredentialSpec", text, false, 0, {}},
    {"gmsaCredentialSpecName", text, false, 0, {}},
    {"hostProcess", boolean, false, 0, {}},
    {"runAsUserName", text, false, 0, {}},
    // 95
    {"appArmorProfile", object, false, 89, {}},
    {"fsGroup", integer, false, 0, {}},
    {"fsGroupChangePolicy", text, false, 0, {}},
    {"runAsGroup", integer, false, 0, {}},
    {"runAsNonRoot", boolean, false, 0, {}},
    {"runAsUser", integer, false, 0, {}},
    {"seLinuxChangePolicy", text, false, 0, {}},
    {"seLinuxOptions", object, false, 90, {}},
    {"seccompProfile", object, false, 89, {}},
    {"supplementalGroups", list, false, 91, {}},
    {"supplementalGroupsPolicy", text, false, 0, {}},
    {"sysctls", list, false, 93, {}},
    {"windowsOptions", object, false, 94, {}},
    // 96
    {"name", text, true, 0, {.shortest = 1, .letters = {"a-z", "a-z0-9_-", "a-z0-9"}}},
    {"selector", object, false, 8, {}},
    // 97
    {"", object, false, 96, {}},
    // 98
    {"name", text, true, 0, {.shortest = 1, .letters = {"a-zA-Z_", "a-zA-Z0-9_", "a-zA-Z0-9_"}}},
    {"value", text, true, 0, {.shortest = 1}},
    // 99
    {"", object, false, 98, {}},
    // 100
    {"pullPolicy", text, false, 0, {}},
    {"reference", text, false, 0, {}},
    // 101
    {"bin_path", list, false, 3, {}},
    {"dynamic_library_path", list, false, 3, {}},
    {"env", list, false, 99, {.keys = "name"}},
    {"extension_control_path", list, false, 3, {}},
    {"image", object, false, 100, {}},
    {"ld_library_path", list, false, 3, {}},
    {"name", text, true, 0, {.shortest = 1, .longest = 59, .letters = {"a-z0-9", "-a-z0-9_", "a-z0-9"}}},
    // 102
    {"", object, false, 101, {}},
    // 103
    {"prefix", text, false, 0, {}},
    {"suffix", text, false, 0, {}},
    // 104
    {"baseDN", text, false, 0, {}},
    {"bindDN", text, false, 0, {}},
    {"bindPassword", object, false, 46, {}},
    {"searchAttribute", text, false, 0, {}},
    {"searchFilter", text, false, 0, {}},
    // 105
    {"bindAsAuth", object, false, 103, {}},
    {"bindSearchAuth", object, false, 104, {}},
    {"port", integer, false, 0, {}},
    {"scheme", text, false, 0, {.words = "ldap|ldaps"}},
    {"server", text, false, 0, {}},
    {"tls", boolean, false, 0, {}},
    // 106
    {"enabled", boolean, false, 0, {}},
    {"nodeLabelsAntiAffinity", list, false, 3, {}},
    // 107
    {"dataDurability", text, false, 0, {.words = "required|preferred"}},
    {"failoverQuorum", boolean, false, 0, {}},
    {"maxStandbyNamesFromCluster", integer, false, 0, {}},
    {"method", text, true, 0, {.words = "any|first"}},
    {"number", integer, false, 0, {}},
    {"standbyNamesPost", list, false, 3, {}},
    {"standbyNamesPre", list, false, 3, {}},
    // 108
    {"enableAlterSystem", boolean, false, 0, {}},
    {"extensions", list, false, 102, {.keys = "name"}},
    {"ldap", object, false, 105, {}},
    {"parameters", table, false, 3, {}},
    {"pg_hba", list, false, 3, {}},
    {"pg_ident", list, false, 3, {}},
    {"promotionTimeout", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"shared_preload_libraries", list, false, 3, {}},
    {"syncReplicaElectionConstraint", object, false, 106, {}},
    {"synchronous", object, false, 107, {}},
    // 109
    {"leaseDurationSeconds", integer, false, 0, {.least = 1, .most = 2147483647}},
    {"releasedLeaseDurationSeconds", integer, false, 0, {.least = 1, .most = 2147483647}},
    {"renewDeadlineSeconds", integer, false, 0, {.least = 1, .most = 2147483647}},
    {"retryPeriodSeconds", integer, false, 0, {.least = 1, .most = 2147483647}},
    // 110
    {"connectionTimeout", integer, false, 0, {}},
    {"enabled", boolean, false, 0, {}},
    {"requestTimeout", integer, false, 0, {}},
    // 111
    {"failureThreshold", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"initialDelaySeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"isolationCheck", object, false, 110, {}},
    {"periodSeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"successThreshold", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"terminationGracePeriodSeconds", integer, false, 0, {}},
    {"timeoutSeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    // 112
    {"failureThreshold", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"initialDelaySeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"maximumLag", quantity, false, 0, {}},
    {"periodSeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"successThreshold", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"terminationGracePeriodSeconds", integer, false, 0, {}},
    {"timeoutSeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"type", text, false, 0, {.words = "pg_isready|streaming|query"}},
    // 113
    {"liveness", object, false, 111, {}},
    {"readiness", object, false, 112, {}},
    {"startup", object, false, 112, {}},
    // 114
    {"labelSelector", object, false, 8, {}},
    {"name", text, false, 0, {}},
    {"optional", boolean, false, 0, {}},
    {"path", text, false, 0, {}},
    {"signerName", text, false, 0, {}},
    // 115
    {"key", text, false, 0, {}},
    {"mode", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"path", text, false, 0, {}},
    // 116
    {"", object, false, 115, {}},
    // 117
    {"items", list, false, 116, {}},
    {"name", text, false, 0, {}},
    {"optional", boolean, false, 0, {}},
    // 118
    {"fieldRef", object, false, 47, {}},
    {"mode", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"path", text, false, 0, {}},
    {"resourceFieldRef", object, false, 49, {}},
    // 119
    {"", object, false, 118, {}},
    // 120
    {"items", list, false, 119, {}},
    // 121
    {"certificateChainPath", text, false, 0, {}},
    {"credentialBundlePath", text, false, 0, {}},
    {"keyPath", text, false, 0, {}},
    {"keyType", text, false, 0, {}},
    {"maxExpirationSeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"signerName", text, false, 0, {}},
    {"userAnnotations", table, false, 3, {}},
    // 122
    {"audience", text, false, 0, {}},
    {"expirationSeconds", integer, false, 0, {}},
    {"path", text, false, 0, {}},
    // 123
    {"clusterTrustBundle", object, false, 114, {}},
    {"configMap", object, false, 117, {}},
    {"downwardAPI", object, false, 120, {}},
    {"podCertificate", object, false, 121, {}},
    {"secret", object, false, 117, {}},
    {"serviceAccountToken", object, false, 122, {}},
    // 124
    {"", object, false, 123, {}},
    // 125
    {"defaultMode", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"sources", list, false, 124, {}},
    // 126
    {"enabled", boolean, false, 0, {}},
    {"minApplyDelay", duration, false, 0, {}},
    {"primary", text, false, 0, {}},
    {"promotionToken", text, false, 0, {}},
    {"self", text, false, 0, {}},
    {"source", text, true, 0, {.shortest = 1}},
    // 127
    {"enabled", boolean, false, 0, {}},
    {"slotPrefix", text, false, 0, {.letters = {"0-9a-z_", "0-9a-z_", "0-9a-z_"}}},
    {"synchronizeLogicalDecoding", boolean, false, 0, {}},
    // 128
    {"enabled", boolean, false, 0, {}},
    {"excludePatterns", list, false, 3, {}},
    // 129
    {"highAvailability", object, false, 127, {}},
    {"synchronizeReplicas", object, false, 128, {}},
    {"updateInterval", integer, false, 0, {.least = 1}},
    // 130
    {"name", text, false, 0, {}},
    {"request", text, false, 0, {}},
    // 131
    {"", object, false, 130, {}},
    // 132
    {"claims", list, false, 131, {.keys = "name"}},
    {"limits", table, false, 57, {}},
    {"requests", table, false, 57, {}},
    // 133
    {"add", list, false, 3, {}},
    {"drop", list, false, 3, {}},
    // 134
    {"allowPrivilegeEscalation", boolean, false, 0, {}},
    {"appArmorProfile", object, false, 89, {}},
    {"capabilities", object, false, 133, {}},
    {"privileged", boolean, false, 0, {}},
    {"procMount", text, false, 0, {}},
    {"readOnlyRootFilesystem", boolean, false, 0, {}},
    {"runAsGroup", integer, false, 0, {}},
    {"runAsNonRoot", boolean, false, 0, {}},
    {"runAsUser", integer, false, 0, {}},
    {"seLinuxOptions", object, false, 90, {}},
    {"seccompProfile", object, false, 89, {}},
    {"windowsOptions", object, false, 94, {}},
    // 135
    {"metadata", object, false, 71, {}},
    // 136
    {"pvcTemplate", object, false, 59, {}},
    {"resizeInUseVolumes", boolean, false, 0, {}},
    {"size", text, false, 0, {}},
    {"storageClass", text, false, 0, {}},
    // 137
    {"name", text, false, 0, {}},
    {"owner", object, false, 1, {}},
    {"storage", object, false, 136, {}},
    {"temporary", boolean, false, 0, {}},
    // 138
    {"", object, false, 137, {}},
    // 139
    {"labelSelector", object, false, 8, {}},
    {"matchLabelKeys", list, false, 3, {}},
    {"maxSkew", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"minDomains", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"nodeAffinityPolicy", text, false, 0, {}},
    {"nodeTaintsPolicy", text, false, 0, {}},
    {"topologyKey", text, false, 0, {}},
    {"whenUnsatisfiable", text, false, 0, {}},
    // 140
    {"", object, false, 139, {}},
    // 141
    {"affinity", object, false, 22, {}},
    {"backup", object, false, 31, {}},
    {"bootstrap", object, false, 44, {}},
    {"certificates", object, false, 45, {}},
    {"description", text, false, 0, {}},
    {"enablePDB", boolean, false, 0, {}},
    {"enableSuperuserAccess", boolean, false, 0, {}},
    {"env", list, false, 52, {}},
    {"envFrom", list, false, 55, {}},
    {"ephemeralVolumeSource", object, false, 61, {}},
    {"ephemeralVolumesSizeLimit", object, false, 62, {}},
    {"externalClusters", list, false, 65, {}},
    {"failoverDelay", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"imageCatalogRef", object, false, 66, {}},
    {"imageName", text, false, 0, {}},
    {"imagePullPolicy", text, false, 0, {}},
    {"imagePullSecrets", list, false, 67, {}},
    {"inheritedMetadata", object, false, 68, {}},
    {"instances", integer, false, 0, {.least = 1}},
    {"livenessProbeTimeout", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"logLevel", text, false, 0, {.words = "error|warning|info|debug|trace"}},
    {"managed", object, false, 82, {}},
    {"maxSyncReplicas", integer, false, 0, {.least = 0}},
    {"minSyncReplicas", integer, false, 0, {.least = 0}},
    {"monitoring", object, false, 86, {}},
    {"nodeMaintenanceWindow", object, false, 87, {}},
    {"plugins", list, false, 88, {}},
    {"podSecurityContext", object, false, 95, {}},
    {"podSelectorRefs", list, false, 97, {.keys = "name"}},
    {"postgresGID", integer, false, 0, {}},
    {"postgresUID", integer, false, 0, {}},
    {"postgresql", object, false, 108, {}},
    {"primaryLease", object, false, 109, {}},
    {"primaryUpdateMethod", text, false, 0, {.words = "switchover|restart"}},
    {"primaryUpdateStrategy", text, false, 0, {.words = "unsupervised|supervised"}},
    {"priorityClassName", text, false, 0, {}},
    {"probes", object, false, 113, {}},
    {"projectedVolumeTemplate", object, false, 125, {}},
    {"replica", object, false, 126, {}},
    {"replicationSlots", object, false, 129, {}},
    {"resources", object, false, 132, {}},
    {"schedulerName", text, false, 0, {}},
    {"seccompProfile", object, false, 89, {}},
    {"securityContext", object, false, 134, {}},
    {"serviceAccountName", text, false, 0, {.shortest = 1, .longest = 253, .letters = {"a-z0-9", "-a-z0-9", "a-z0-9"}}},
    {"serviceAccountTemplate", object, false, 135, {}},
    {"smartShutdownTimeout", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"startDelay", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"stopDelay", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"storage", object, false, 136, {}},
    {"superuserSecret", object, false, 1, {}},
    {"switchoverDelay", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"tablespaces", list, false, 138, {}},
    {"topologySpreadConstraints", list, false, 140, {}},
    {"walStorage", object, false, 136, {}},
    // 142
    {"image", text, true, 0, {}},
    {"key", text, true, 0, {.shortest = 1, .longest = 63, .letters = {"a-z0-9", "-a-z0-9", "a-z0-9"}}},
    // 143
    {"", object, false, 142, {}},
    // 144
    {"extensions", list, false, 102, {.keys = "name"}},
    {"image", text, true, 0, {}},
    {"major", integer, true, 0, {.least = 10}},
    // 145
    {"", object, false, 144, {}},
    // 146
    {"componentImages", list, false, 143, {.keys = "key"}},
    {"images", list, true, 145, {}},
    // 147
    {"ensure", text, false, 0, {.words = "present|absent"}},
    {"name", text, false, 0, {}},
    {"schema", text, false, 0, {}},
    {"version", text, false, 0, {}},
    // 148
    {"", object, false, 147, {}},
    // 149
    {"ensure", text, false, 0, {.words = "present|absent"}},
    {"name", text, false, 0, {}},
    {"value", text, false, 0, {}},
    // 150
    {"", object, false, 149, {}},
    // 151
    {"name", text, false, 0, {}},
    {"type", text, false, 0, {.words = "grant|revoke"}},
    // 152
    {"", object, false, 151, {}},
    // 153
    {"ensure", text, false, 0, {.words = "present|absent"}},
    {"handler", text, false, 0, {}},
    {"name", text, false, 0, {}},
    {"options", list, false, 150, {}},
    {"owner", text, false, 0, {}},
    {"usage", list, false, 152, {}},
    {"validator", text, false, 0, {}},
    // 154
    {"", object, false, 153, {}},
    // 155
    {"ensure", text, false, 0, {.words = "present|absent"}},
    {"name", text, false, 0, {}},
    {"owner", text, false, 0, {}},
    // 156
    {"", object, false, 155, {}},
    // 157
    {"ensure", text, false, 0, {.words = "present|absent"}},
    {"fdw", text, false, 0, {}},
    {"name", text, false, 0, {}},
    {"options", list, false, 150, {}},
    {"usage", list, false, 152, {}},
    // 158
    {"", object, false, 157, {}},
    // 159
    {"allowConnections", boolean, false, 0, {}},
    {"builtinLocale", text, false, 0, {}},
    {"cluster", object, false, 1, {}},
    {"collationVersion", text, false, 0, {}},
    {"connectionLimit", integer, false, 0, {}},
    {"databaseReclaimPolicy", text, false, 0, {.words = "delete|retain"}},
    {"encoding", text, false, 0, {}},
    {"ensure", text, false, 0, {.words = "present|absent"}},
    {"extensions", list, false, 148, {}},
    {"fdws", list, false, 154, {}},
    {"icuLocale", text, false, 0, {}},
    {"icuRules", text, false, 0, {}},
    {"isTemplate", boolean, false, 0, {}},
    {"locale", text, false, 0, {}},
    {"localeCType", text, false, 0, {}},
    {"localeCollate", text, false, 0, {}},
    {"localeProvider", text, false, 0, {}},
    {"name", text, false, 0, {}},
    {"owner", text, false, 0, {}},
    {"schemas", list, false, 156, {}},
    {"servers", list, false, 158, {}},
    {"tablespace", text, false, 0, {}},
    {"template", text, false, 0, {}},
    // 160
    {"name", text, true, 0, {}},
    // 161
    {"bypassrls", boolean, false, 0, {}},
    {"clientCertificate", object, false, 85, {}},
    {"cluster", object, true, 1, {}},
    {"comment", text, false, 0, {}},
    {"connectionLimit", integer, false, 0, {}},
    {"createdb", boolean, false, 0, {}},
    {"createrole", boolean, false, 0, {}},
    {"databaseRoleReclaimPolicy", text, false, 0, {.words = "delete|retain"}},
    {"disablePassword", boolean, false, 0, {}},
    {"ensure", text, false, 0, {.words = "present|absent"}},
    {"inRoles", list, false, 3, {}},
    {"inherit", boolean, false, 0, {}},
    {"login", boolean, false, 0, {}},
    {"name", text, true, 0, {}},
    {"passwordSecret", object, false, 160, {}},
    {"replication", boolean, false, 0, {}},
    {"superuser", boolean, false, 0, {}},
    {"validUntil", time, false, 0, {}},
    // 162
    {"key", text, true, 0, {}},
    {"name", text, true, 0, {}},
    // 163
    {"connectionString", object, false, 162, {}},
    {"inheritFromAzureAD", boolean, false, 0, {}},
    {"storageAccount", object, false, 162, {}},
    {"storageKey", object, false, 162, {}},
    {"storageSasToken", object, false, 162, {}},
    {"useDefaultAzureCredentials", boolean, false, 0, {}},
    // 164
    {"additionalCommandArgs", list, false, 3, {}},
    {"compression", text, false, 0, {.words = "bzip2|gzip|lz4|snappy"}},
    {"encryption", text, false, 0, {.words = "AES256|aws:kms"}},
    {"immediateCheckpoint", boolean, false, 0, {}},
    {"jobs", integer, false, 0, {.least = 1, .most = 2147483647}},
    {"restoreAdditionalCommandArgs", list, false, 3, {}},
    // 165
    {"applicationCredentials", object, false, 162, {}},
    {"gkeEnvironment", boolean, false, 0, {}},
    // 166
    {"accessKeyId", object, false, 162, {}},
    {"inheritFromIAMRole", boolean, false, 0, {}},
    {"region", object, false, 162, {}},
    {"secretAccessKey", object, false, 162, {}},
    {"sessionToken", object, false, 162, {}},
    // 167
    {"azureCredentials", object, false, 163, {}},
    {"data", object, false, 164, {}},
    {"destinationPath", text, true, 0, {.shortest = 1}},
    {"endpointCA", object, false, 162, {}},
    {"endpointURL", text, false, 0, {}},
    {"googleCredentials", object, false, 165, {}},
    {"historyTags", table, false, 3, {}},
    {"s3Credentials", object, false, 166, {}},
    {"serverName", text, false, 0, {}},
    {"tags", table, false, 3, {}},
    {"wal", object, false, 28, {}},
    // 168
    {"key", text, true, 0, {}},
    {"name", text, false, 0, {}},
    {"optional", boolean, false, 0, {}},
    // 169
    {"apiVersion", text, false, 0, {}},
    {"fieldPath", text, true, 0, {}},
    // 170
    {"key", text, true, 0, {}},
    {"optional", boolean, false, 0, {}},
    {"path", text, true, 0, {}},
    {"volumeName", text, true, 0, {}},
    // 171
    {"containerName", text, false, 0, {}},
    {"divisor", quantity, false, 0, {}},
    {"resource", text, true, 0, {}},
    // 172
    {"configMapKeyRef", object, false, 168, {}},
    {"fieldRef", object, false, 169, {}},
    {"fileKeyRef", object, false, 170, {}},
    {"resourceFieldRef", object, false, 171, {}},
    {"secretKeyRef", object, false, 168, {}},
    // 173
    {"name", text, true, 0, {}},
    {"value", text, false, 0, {}},
    {"valueFrom", object, false, 172, {}},
    // 174
    {"", object, false, 173, {}},
    // 175
    {"name", text, true, 0, {}},
    {"request", text, false, 0, {}},
    // 176
    {"", object, false, 175, {}},
    // 177
    {"claims", list, false, 176, {.keys = "name"}},
    {"limits", table, false, 57, {}},
    {"requests", table, false, 57, {}},
    // 178
    {"additionalContainerArgs", list, false, 3, {}},
    {"env", list, false, 174, {}},
    {"logLevel", text, false, 0, {.words = "error|warning|info|debug|trace"}},
    {"resources", object, false, 177, {}},
    {"retentionPolicyIntervalSeconds", integer, false, 0, {}},
    // 179
    {"configuration", object, true, 167, {}},
    {"instanceSidecarConfiguration", object, false, 178, {}},
    {"retentionPolicy", text, false, 0, {.shortest = 2, .letters = {"1-9", "0-9", "dwm"}}},
    // 180
    {"maxSurge", number_or_text, false, 0, {}},
    {"maxUnavailable", number_or_text, false, 0, {}},
    // 181
    {"rollingUpdate", object, false, 180, {}},
    {"type", text, false, 0, {}},
    // 182
    {"enablePodMonitor", boolean, false, 0, {}},
    {"podMonitorMetricRelabelings", list, false, 84, {}},
    {"podMonitorRelabelings", list, false, 84, {}},
    {"tls", object, false, 85, {}},
    // 183
    {"apiGroup", text, false, 0, {}},
    {"key", text, true, 0, {.shortest = 1, .longest = 63, .letters = {"a-z0-9", "-a-z0-9", "a-z0-9"}}},
    {"kind", text, true, 0, {}},
    {"name", text, true, 0, {}},
    // 184
    {"authQuery", text, false, 0, {}},
    {"authQuerySecret", object, false, 160, {}},
    {"clientCASecret", object, false, 160, {}},
    {"clientTLSSecret", object, false, 160, {}},
    {"image", text, false, 0, {}},
    {"imageCatalogRef", object, false, 183, {}},
    {"parameters", table, false, 3, {}},
    {"paused", boolean, false, 0, {}},
    {"pg_hba", list, false, 3, {}},
    {"poolMode", text, false, 0, {.words = "session|transaction"}},
    {"serverCASecret", object, false, 160, {}},
    {"serverTLSSecret", object, false, 160, {}},
    // 185
    {"appProtocol", text, false, 0, {}},
    {"name", text, false, 0, {}},
    {"nodePort", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"port", integer, true, 0, {.least = -2147483648, .most = 2147483647}},
    {"protocol", text, false, 0, {}},
    {"targetPort", number_or_text, false, 0, {}},
    // 186
    {"", object, false, 185, {}},
    // 187
    {"allocateLoadBalancerNodePorts", boolean, false, 0, {}},
    {"clusterIP", text, false, 0, {}},
    {"clusterIPs", list, false, 3, {}},
    {"externalIPs", list, false, 3, {}},
    {"externalName", text, false, 0, {}},
    {"externalTrafficPolicy", text, false, 0, {}},
    {"healthCheckNodePort", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"internalTrafficPolicy", text, false, 0, {}},
    {"ipFamilies", list, false, 3, {}},
    {"ipFamilyPolicy", text, false, 0, {}},
    {"loadBalancerClass", text, false, 0, {}},
    {"loadBalancerIP", text, false, 0, {}},
    {"loadBalancerSourceRanges", list, false, 3, {}},
    {"ports", list, false, 186, {.keys = "port|protocol"}},
    {"publishNotReadyAddresses", boolean, false, 0, {}},
    {"selector", table, false, 3, {}},
    {"sessionAffinity", text, false, 0, {}},
    {"sessionAffinityConfig", object, false, 75, {}},
    {"trafficDistribution", text, false, 0, {}},
    {"type", text, false, 0, {}},
    // 188
    {"metadata", object, false, 71, {}},
    {"spec", object, false, 187, {}},
    // 189
    {"key", text, true, 0, {}},
    {"operator", text, true, 0, {}},
    {"values", list, false, 3, {}},
    // 190
    {"", object, false, 189, {}},
    // 191
    {"matchExpressions", list, false, 190, {}},
    {"matchFields", list, false, 190, {}},
    // 192
    {"preference", object, true, 191, {}},
    {"weight", integer, true, 0, {.least = -2147483648, .most = 2147483647}},
    // 193
    {"", object, false, 192, {}},
    // 194
    {"", object, false, 191, {}},
    // 195
    {"nodeSelectorTerms", list, true, 194, {}},
    // 196
    {"preferredDuringSchedulingIgnoredDuringExecution", list, false, 193, {}},
    {"requiredDuringSchedulingIgnoredDuringExecution", object, false, 195, {}},
    // 197
    {"matchExpressions", list, false, 190, {}},
    {"matchLabels", table, false, 3, {}},
    // 198
    {"labelSelector", object, false, 197, {}},
    {"matchLabelKeys", list, false, 3, {}},
    {"mismatchLabelKeys", list, false, 3, {}},
    {"namespaceSelector", object, false, 197, {}},
    {"namespaces", list, false, 3, {}},
    {"topologyKey", text, true, 0, {}},
    // 199
    {"podAffinityTerm", object, true, 198, {}},
    {"weight", integer, true, 0, {.least = -2147483648, .most = 2147483647}},
    // 200
    {"", object, false, 199, {}},
    // 201
    {"", object, false, 198, {}},
    // 202
    {"preferredDuringSchedulingIgnoredDuringExecution", list, false, 200, {}},
    {"requiredDuringSchedulingIgnoredDuringExecution", list, false, 201, {}},
    // 203
    {"nodeAffinity", object, false, 196, {}},
    {"podAffinity", object, false, 202, {}},
    {"podAntiAffinity", object, false, 202, {}},
    // 204
    {"command", list, false, 3, {}},
    // 205
    {"name", text, true, 0, {}},
    {"value", text, true, 0, {}},
    // 206
    {"", object, false, 205, {}},
    // 207
    {"host", text, false, 0, {}},
    {"httpHeaders", list, false, 206, {}},
    {"path", text, false, 0, {}},
    {"port", number_or_text, true, 0, {}},
    {"scheme", text, false, 0, {}},
    // 208
    {"seconds", integer, true, 0, {}},
    // 209
    {"host", text, false, 0, {}},
    {"port", number_or_text, true, 0, {}},
    // 210
    {"exec", object, false, 204, {}},
    {"httpGet", object, false, 207, {}},
    {"sleep", object, false, 208, {}},
    {"tcpSocket", object, false, 209, {}},
    // 211
    {"postStart", object, false, 210, {}},
    {"preStop", object, false, 210, {}},
    {"stopSignal", text, false, 0, {}},
    // 212
    {"port", integer, true, 0, {.least = -2147483648, .most = 2147483647}},
    {"service", text, false, 0, {}},
    // 213
    {"exec", object, false, 204, {}},
    {"failureThreshold", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"grpc", object, false, 212, {}},
    {"httpGet", object, false, 207, {}},
    {"initialDelaySeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"periodSeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"successThreshold", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"tcpSocket", object, false, 209, {}},
    {"terminationGracePeriodSeconds", integer, false, 0, {}},
    {"timeoutSeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    // 214
    {"containerPort", integer, true, 0, {.least = -2147483648, .most = 2147483647}},
    {"hostIP", text, false, 0, {}},
    {"hostPort", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"name", text, false, 0, {}},
    {"protocol", text, false, 0, {}},
    // 215
    {"", object, false, 214, {}},
    // 216
    {"resourceName", text, true, 0, {}},
    {"restartPolicy", text, true, 0, {}},
    // 217
    {"", object, false, 216, {}},
    // 218
    {"", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    // 219
    {"operator", text, true, 0, {}},
    {"values", list, false, 218, {}},
    // 220
    {"action", text, true, 0, {}},
    {"exitCodes", object, false, 219, {}},
    // 221
    {"", object, false, 220, {}},
    // 222
    {"localhostProfile", text, false, 0, {}},
    {"type", text, true, 0, {}},
    // 223
    {"allowPrivilegeEscalation", boolean, false, 0, {}},
    {"appArmorProfile", object, false, 222, {}},
    {"capabilities", object, false, 133, {}},
    {"privileged", boolean, false, 0, {}},
    {"procMount", text, false, 0, {}},
    {"readOnlyRootFilesystem", boolean, false, 0, {}},
    {"runAsGroup", integer, false, 0, {}},
    {"runAsNonRoot", boolean, false, 0, {}},
    {"runAsUser", integer, false, 0, {}},
    {"seLinuxOptions", object, false, 90, {}},
    {"seccompProfile", object, false, 222, {}},
    {"windowsOptions", object, false, 94, {}},
    // 224
    {"devicePath", text, true, 0, {}},
    {"name", text, true, 0, {}},
    // 225
    {"", object, false, 224, {}},
    // 226
    {"mountPath", text, true, 0, {}},
    {"mountPropagation", text, false, 0, {}},
    {"name", text, true, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    {"recursiveReadOnly", text, false, 0, {}},
    {"subPath", text, false, 0, {}},
    {"subPathExpr", text, false, 0, {}},
    // 227
    {"", object, false, 226, {}},
    // 228
    {"args", list, false, 3, {}},
    {"command", list, false, 3, {}},
    {"env", list, false, 174, {.keys = "name"}},
    {"envFrom", list, false, 55, {}},
    {"image", text, false, 0, {}},
    {"imagePullPolicy", text, false, 0, {}},
    {"lifecycle", object, false, 211, {}},
    {"livenessProbe", object, false, 213, {}},
    {"name", text, true, 0, {}},
    {"ports", list, false, 215, {.keys = "containerPort|protocol"}},
    {"readinessProbe", object, false, 213, {}},
    {"resizePolicy", list, false, 217, {}},
    {"resources", object, false, 177, {}},
    {"restartPolicy", text, false, 0, {}},
    {"restartPolicyRules", list, false, 221, {}},
    {"securityContext", object, false, 223, {}},
    {"startupProbe", object, false, 213, {}},
    {"stdin", boolean, false, 0, {}},
    {"stdinOnce", boolean, false, 0, {}},
    {"terminationMessagePath", text, false, 0, {}},
    {"terminationMessagePolicy", text, false, 0, {}},
    {"tty", boolean, false, 0, {}},
    {"volumeDevices", list, false, 225, {.keys = "devicePath"}},
    {"volumeMounts", list, false, 227, {.keys = "mountPath"}},
    {"workingDir", text, false, 0, {}},
    // 229
    {"", object, false, 228, {}},
    // 230
    {"nameservers", list, false, 3, {}},
    {"options", list, false, 93, {}},
    {"searches", list, false, 3, {}},
    // 231
    {"args", list, false, 3, {}},
    {"command", list, false, 3, {}},
    {"env", list, false, 174, {.keys = "name"}},
    {"envFrom", list, false, 55, {}},
    {"image", text, false, 0, {}},
    {"imagePullPolicy", text, false, 0, {}},
    {"lifecycle", object, false, 211, {}},
    {"livenessProbe", object, false, 213, {}},
    {"name", text, true, 0, {}},
    {"ports", list, false, 215, {.keys = "containerPort|protocol"}},
    {"readinessProbe", object, false, 213, {}},
    {"resizePolicy", list, false, 217, {}},
    {"resources", object, false, 177, {}},
    {"restartPolicy", text, false, 0, {}},
    {"restartPolicyRules", list, false, 221, {}},
    {"securityContext", object, false, 223, {}},
    {"startupProbe", object, false, 213, {}},
    {"stdin", boolean, false, 0, {}},
    {"stdinOnce", boolean, false, 0, {}},
    {"targetContainerName", text, false, 0, {}},
    {"terminationMessagePath", text, false, 0, {}},
    {"terminationMessagePolicy", text, false, 0, {}},
    {"tty", boolean, false, 0, {}},
    {"volumeDevices", list, false, 225, {.keys = "devicePath"}},
    {"volumeMounts", list, false, 227, {.keys = "mountPath"}},
    {"workingDir", text, false, 0, {}},
    // 232
    {"", object, false, 231, {}},
    // 233
    {"hostnames", list, false, 3, {}},
    {"ip", text, true, 0, {}},
    // 234
    {"", object, false, 233, {}},
    // 235
    {"conditionType", text, true, 0, {}},
    // 236
    {"", object, false, 235, {}},
    // 237
    {"name", text, true, 0, {}},
    {"resourceClaimName", text, false, 0, {}},
    {"resourceClaimTemplateName", text, false, 0, {}},
    // 238
    {"", object, false, 237, {}},
    // 239
    {"", object, false, 160, {}},
    // 240
    {"podGroupName", text, false, 0, {}},
    // 241
    {"appArmorProfile", object, false, 222, {}},
    {"fsGroup", integer, false, 0, {}},
    {"fsGroupChangePolicy", text, false, 0, {}},
    {"runAsGroup", integer, false, 0, {}},
    {"runAsNonRoot", boolean, false, 0, {}},
    {"runAsUser", integer, false, 0, {}},
    {"seLinuxChangePolicy", text, false, 0, {}},
    {"seLinuxOptions", object, false, 90, {}},
    {"seccompProfile", object, false, 222, {}},
    {"supplementalGroups", list, false, 91, {}},
    {"supplementalGroupsPolicy", text, false, 0, {}},
    {"sysctls", list, false, 206, {}},
    {"windowsOptions", object, false, 94, {}},
    // 242
    {"labelSelector", object, false, 197, {}},
    {"matchLabelKeys", list, false, 3, {}},
    {"maxSkew", integer, true, 0, {.least = -2147483648, .most = 2147483647}},
    {"minDomains", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"nodeAffinityPolicy", text, false, 0, {}},
    {"nodeTaintsPolicy", text, false, 0, {}},
    {"topologyKey", text, true, 0, {}},
    {"whenUnsatisfiable", text, true, 0, {}},
    // 243
    {"", object, false, 242, {}},
    // 244
    {"fsType", text, false, 0, {}},
    {"partition", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"readOnly", boolean, false, 0, {}},
    {"volumeID", text, true, 0, {}},
    // 245
    {"cachingMode", text, false, 0, {}},
    {"diskName", text, true, 0, {}},
    {"diskURI", text, true, 0, {}},
    {"fsType", text, false, 0, {}},
    {"kind", text, false, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    // 246
    {"readOnly", boolean, false, 0, {}},
    {"secretName", text, true, 0, {}},
    {"shareName", text, true, 0, {}},
    // 247
    {"monitors", list, true, 3, {}},
    {"path", text, false, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    {"secretFile", text, false, 0, {}},
    {"secretRef", object, false, 1, {}},
    {"user", text, false, 0, {}},
    // 248
    {"fsType", text, false, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    {"secretRef", object, false, 1, {}},
    {"volumeID", text, true, 0, {}},
    // 249
    {"key", text, true, 0, {}},
    {"mode", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"path", text, true, 0, {}},
    // 250
    {"", object, false, 249, {}},
    // 251
    {"defaultMode", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"items", list, false, 250, {}},
    {"name", text, false, 0, {}},
    {"optional", boolean, false, 0, {}},
    // 252
    {"driver", text, true, 0, {}},
    {"fsType", text, false, 0, {}},
    {"nodePublishSecretRef", object, false, 1, {}},
    {"readOnly", boolean, false, 0, {}},
    {"volumeAttributes", table, false, 3, {}},
    // 253
    {"fieldRef", object, false, 169, {}},
    {"mode", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"path", text, true, 0, {}},
    {"resourceFieldRef", object, false, 171, {}},
    // 254
    {"", object, false, 253, {}},
    // 255
    {"defaultMode", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"items", list, false, 254, {}},
    // 256
    {"medium", text, false, 0, {}},
    {"sizeLimit", quantity, false, 0, {}},
    // 257
    {"apiGroup", text, false, 0, {}},
    {"kind", text, true, 0, {}},
    {"name", text, true, 0, {}},
    // 258
    {"apiGroup", text, false, 0, {}},
    {"kind", text, true, 0, {}},
    {"name", text, true, 0, {}},
    {"namespace", text, false, 0, {}},
    // 259
    {"accessModes", list, false, 3, {}},
    {"dataSource", object, false, 257, {}},
    {"dataSourceRef", object, false, 258, {}},
    {"resources", object, false, 58, {}},
    {"selector", object, false, 197, {}},
    {"storageClassName", text, false, 0, {}},
    {"volumeAttributesClassName", text, false, 0, {}},
    {"volumeMode", text, false, 0, {}},
    {"volumeName", text, false, 0, {}},
    // 260
    {"metadata", object, false, 0, {}},
    {"spec", object, true, 259, {}},
    // 261
    {"volumeClaimTemplate", object, false, 260, {}},
    // 262
    {"fsType", text, false, 0, {}},
    {"lun", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"readOnly", boolean, false, 0, {}},
    {"targetWWNs", list, false, 3, {}},
    {"wwids", list, false, 3, {}},
    // 263
    {"driver", text, true, 0, {}},
    {"fsType", text, false, 0, {}},
    {"options", table, false, 3, {}},
    {"readOnly", boolean, false, 0, {}},
    {"secretRef", object, false, 1, {}},
    // 264
    {"datasetName", text, false, 0, {}},
    {"datasetUUID", text, false, 0, {}},
    // 265
    {"fsType", text, false, 0, {}},
    {"partition", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"pdName", text, true, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    // 266
    {"directory", text, false, 0, {}},
    {"repository", text, true, 0, {}},
    {"revision", text, false, 0, {}},
    // 267
    {"endpoints", text, true, 0, {}},
    {"path", text, true, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    // 268
    {"path", text, true, 0, {}},
    {"type", text, false, 0, {}},
    // 269
    {"chapAuthDiscovery", boolean, false, 0, {}},
    {"chapAuthSession", boolean, false, 0, {}},
    {"fsType", text, false, 0, {}},
    {"initiatorName", text, false, 0, {}},
    {"iqn", text, true, 0, {}},
    {"iscsiInterface", text, false, 0, {}},
    {"lun", integer, true, 0, {.least = -2147483648, .most = 2147483647}},
    {"portals", list, false, 3, {}},
    {"readOnly", boolean, false, 0, {}},
    {"secretRef", object, false, 1, {}},
    {"targetPortal", text, true, 0, {}},
    // 270
    {"path", text, true, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    {"server", text, true, 0, {}},
    // 271
    {"claimName", text, true, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    // 272
    {"fsType", text, false, 0, {}},
    {"pdID", text, true, 0, {}},
    // 273
    {"fsType", text, false, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    {"volumeID", text, true, 0, {}},
    // 274
    {"labelSelector", object, false, 197, {}},
    {"name", text, false, 0, {}},
    {"optional", boolean, false, 0, {}},
    {"path", text, true, 0, {}},
    {"signerName", text, false, 0, {}},
    // 275
    {"items", list, false, 250, {}},
    {"name", text, false, 0, {}},
    {"optional", boolean, false, 0, {}},
    // 276
    {"items", list, false, 254, {}},
    // 277
    {"certificateChainPath", text, false, 0, {}},
    {"credentialBundlePath", text, false, 0, {}},
    {"keyPath", text, false, 0, {}},
    {"keyType", text, true, 0, {}},
    {"maxExpirationSeconds", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"signerName", text, true, 0, {}},
    {"userAnnotations", table, false, 3, {}},
    // 278
    {"audience", text, false, 0, {}},
    {"expirationSeconds", integer, false, 0, {}},
    {"path", text, true, 0, {}},
    // 279
    {"clusterTrustBundle", object, false, 274, {}},
    {"configMap", object, false, 275, {}},
    {"downwardAPI", object, false, 276, {}},
    {"podCertificate", object, false, 277, {}},
    {"secret", object, false, 275, {}},
    {"serviceAccountToken", object, false, 278, {}},
    // 280
    {"", object, false, 279, {}},
    // 281
    {"defaultMode", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"sources", list, false, 280, {}},
    // 282
    {"group", text, false, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    {"registry", text, true, 0, {}},
    {"tenant", text, false, 0, {}},
    {"user", text, false, 0, {}},
    {"volume", text, true, 0, {}},
    // 283
    {"fsType", text, false, 0, {}},
    {"image", text, true, 0, {}},
    {"keyring", text, false, 0, {}},
    {"monitors", list, true, 3, {}},
    {"pool", text, false, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    {"secretRef", object, false, 1, {}},
    {"user", text, false, 0, {}},
    // 284
    {"fsType", text, false, 0, {}},
    {"gateway", text, true, 0, {}},
    {"protectionDomain", text, false, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    {"secretRef", object, true, 1, {}},
    {"sslEnabled", boolean, false, 0, {}},
    {"storageMode", text, false, 0, {}},
    {"storagePool", text, false, 0, {}},
    {"system", text, true, 0, {}},
    {"volumeName", text, false, 0, {}},
    // 285
    {"defaultMode", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"items", list, false, 250, {}},
    {"optional", boolean, false, 0, {}},
    {"secretName", text, false, 0, {}},
    // 286
    {"fsType", text, false, 0, {}},
    {"readOnly", boolean, false, 0, {}},
    {"secretRef", object, false, 1, {}},
    {"volumeName", text, false, 0, {}},
    {"volumeNamespace", text, false, 0, {}},
    // 287
    {"fsType", text, false, 0, {}},
    {"storagePolicyID", text, false, 0, {}},
    {"storagePolicyName", text, false, 0, {}},
    {"volumePath", text, true, 0, {}},
    // 288
    {"awsElasticBlockStore", object, false, 244, {}},
    {"azureDisk", object, false, 245, {}},
    {"azureFile", object, false, 246, {}},
    {"cephfs", object, false, 247, {}},
    {"cinder", object, false, 248, {}},
    {"configMap", object, false, 251, {}},
    {"csi", object, false, 252, {}},
    {"downwardAPI", object, false, 255, {}},
    {"emptyDir", object, false, 256, {}},
    {"ephemeral", object, false, 261, {}},
    {"fc", object, false, 262, {}},
    {"flexVolume", object, false, 263, {}},
    {"flocker", object, false, 264, {}},
    {"gcePersistentDisk", object, false, 265, {}},
    {"gitRepo", object, false, 266, {}},
    {"glusterfs", object, false, 267, {}},
    {"hostPath", object, false, 268, {}},
    {"image", object, false, 100, {}},
    {"iscsi", object, false, 269, {}},
    {"name", text, true, 0, {}},
    {"nfs", object, false, 270, {}},
    {"persistentVolumeClaim", object, false, 271, {}},
    {"photonPersistentDisk", object, false, 272, {}},
    {"portworxVolume", object, false, 273, {}},
    {"projected", object, false, 281, {}},
    {"quobyte", object, false, 282, {}},
    {"rbd", object, false, 283, {}},
    {"scaleIO", object, false, 284, {}},
    {"secret", object, false, 285, {}},
    {"storageos", object, false, 286, {}},
    {"vsphereVolume", object, false, 287, {}},
    // 289
    {"", object, false, 288, {}},
    // 290
    {"activeDeadlineSeconds", integer, false, 0, {}},
    {"affinity", object, false, 203, {}},
    {"automountServiceAccountToken", boolean, false, 0, {}},
    {"containers", list, true, 229, {.keys = "name"}},
    {"dnsConfig", object, false, 230, {}},
    {"dnsPolicy", text, false, 0, {}},
    {"enableServiceLinks", boolean, false, 0, {}},
    {"ephemeralContainers", list, false, 232, {.keys = "name"}},
    {"hostAliases", list, false, 234, {.keys = "ip"}},
    {"hostIPC", boolean, false, 0, {}},
    {"hostNetwork", boolean, false, 0, {}},
    {"hostPID", boolean, false, 0, {}},
    {"hostUsers", boolean, false, 0, {}},
    {"hostname", text, false, 0, {}},
    {"hostnameOverride", text, false, 0, {}},
    {"imagePullSecrets", list, false, 67, {.keys = "name"}},
    {"initContainers", list, false, 229, {.keys = "name"}},
    {"nodeName", text, false, 0, {}},
    {"nodeSelector", table, false, 3, {}},
    {"os", object, false, 160, {}},
    {"overhead", table, false, 57, {}},
    {"preemptionPolicy", text, false, 0, {}},
    {"priority", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"priorityClassName", text, false, 0, {}},
    {"readinessGates", list, false, 236, {}},
    {"resourceClaims", list, false, 238, {.keys = "name"}},
    {"resources", object, false, 177, {}},
    {"restartPolicy", text, false, 0, {}},
    {"runtimeClassName", text, false, 0, {}},
    {"schedulerName", text, false, 0, {}},
    {"schedulingGates", list, false, 239, {.keys = "name"}},
    {"schedulingGroup", object, false, 240, {}},
    {"securityContext", object, false, 241, {}},
    {"serviceAccount", text, false, 0, {}},
    {"serviceAccountName", text, false, 0, {}},
    {"setHostnameAsFQDN", boolean, false, 0, {}},
    {"shareProcessNamespace", boolean, false, 0, {}},
    {"subdomain", text, false, 0, {}},
    {"terminationGracePeriodSeconds", integer, false, 0, {}},
    {"tolerations", list, false, 21, {}},
    {"topologySpreadConstraints", list, false, 243, {.keys = "topologyKey|whenUnsatisfiable"}},
    {"volumes", list, false, 289, {.keys = "name"}},
    // 291
    {"metadata", object, false, 71, {}},
    {"spec", object, false, 290, {}},
    // 292
    {"cluster", object, true, 160, {}},
    {"deploymentStrategy", object, false, 181, {}},
    {"instances", integer, false, 0, {.least = -2147483648, .most = 2147483647}},
    {"monitoring", object, false, 182, {}},
    {"pgbouncer", object, true, 184, {}},
    {"serviceAccountName", text, false, 0, {.shortest = 1, .longest = 253, .letters = {"a-z0-9", "-a-z0-9", "a-z0-9"}}},
    {"serviceTemplate", object, false, 188, {}},
    {"template", object, false, 291, {}},
    {"type", text, false, 0, {.words = "rw|ro|r"}},
    // 293
    {"columns", list, false, 3, {}},
    {"name", text, true, 0, {}},
    {"only", boolean, false, 0, {}},
    {"schema", text, false, 0, {}},
    // 294
    {"table", object, false, 293, {}},
    {"tablesInSchema", text, false, 0, {}},
    // 295
    {"", object, false, 294, {}},
    // 296
    {"allTables", boolean, false, 0, {}},
    {"objects", list, false, 295, {}},
    // 297
    {"cluster", object, true, 1, {}},
    {"dbname", text, true, 0, {}},
    {"name", text, true, 0, {}},
    {"parameters", table, false, 3, {}},
    {"publicationReclaimPolicy", text, false, 0, {.words = "delete|retain"}},
    {"target", object, true, 296, {}},
    // 298
    {"backupOwnerReference", text, false, 0, {.words = "none|self|cluster"}},
    {"cluster", object, false, 1, {}},
    {"immediate", boolean, false, 0, {}},
    {"method", text, false, 0, {.words = "barmanObjectStore|volumeSnapshot|plugin"}},
    {"online", boolean, false, 0, {}},
    {"onlineConfiguration", object, false, 2, {}},
    {"pluginConfiguration", object, false, 4, {}},
    {"schedule", text, false, 0, {}},
    {"suspend", boolean, false, 0, {}},
    {"target", text, false, 0, {.words = "primary|prefer-standby"}},
    // 299
    {"cluster", object, true, 1, {}},
    {"dbname", text, true, 0, {}},
    {"externalClusterName", text, true, 0, {}},
    {"name", text, true, 0, {}},
    {"parameters", table, false, 3, {}},
    {"publicationDBName", text, false, 0, {}},
    {"publicationName", text, true, 0, {}},
    {"subscriptionReclaimPolicy", text, false, 0, {.words = "delete|retain"}},
});

constexpr auto begins = std::to_array<std::uint16_t>({0, 0, 1, 3, 4, 6, 12, 15, 16, 18, 24, 26, 27, 28, 30, 32, 34, 35, 36, 37, 39, 44, 45, 53, 55, 61, 66, 68, 73, 78, 89, 97, 101, 102, 113, 114, 116, 137, 141, 143, 151, 154, 155, 158, 165, 168, 173, 176, 178, 182, 185, 190, 193, 194, 196, 199, 200, 204, 205, 207, 216, 218, 219, 221, 225, 233, 234, 238, 239, 241, 256, 257, 260, 266, 267, 268, 269, 289, 291, 294, 295, 296, 298, 300, 307, 308, 309, 317, 319, 320, 322, 326, 327, 329, 330, 334, 347, 349, 350, 352, 353, 355, 362, 363, 365, 370, 376, 378, 385, 395, 399, 402, 409, 417, 420, 425, 428, 429, 432, 436, 437, 438, 445, 448, 454, 455, 457, 463, 466, 468, 471, 473, 474, 477, 479, 491, 492, 496, 500, 501, 509, 510, 565, 567, 568, 571, 572, 574, 578, 579, 582, 583, 585, 586, 593, 594, 597, 598, 603, 604, 627, 628, 646, 648, 654, 660, 662, 667, 678, 681, 683, 687, 690, 695, 698, 699, 701, 702, 705, 710, 713, 715, 717, 721, 725, 737, 743, 744, 764, 766, 769, 770, 772, 774, 775, 776, 777, 779, 781, 787, 789, 790, 791, 793, 796, 797, 799, 800, 805, 806, 808, 812, 815, 817, 827, 832, 833, 835, 836, 837, 839, 841, 842, 844, 856, 858, 859, 866, 867, 892, 893, 896, 922, 923, 925, 926, 927, 928, 931, 932, 933, 934, 947, 955, 956, 960, 966, 969, 975, 979, 982, 983, 987, 992, 996, 997, 999, 1001, 1004, 1008, 1017, 1019, 1020, 1025, 1030, 1032, 1036, 1039, 1042, 1044, 1055, 1058, 1060, 1062, 1065, 1070, 1073, 1074, 1081, 1084, 1090, 1091, 1093, 1099, 1107, 1117, 1121, 1126, 1130, 1161, 1162, 1204, 1206, 1215, 1219, 1221, 1222, 1224, 1230, 1240, 1248});

constexpr auto kinds = std::to_array<std::pair<std::string_view, Field>>({
    {"Backup", {"spec", object, false, 5, {}}},
    {"Cluster", {"spec", object, false, 141, {}}},
    {"ClusterImageCatalog", {"spec", object, true, 146, {}}},
    {"Database", {"spec", object, false, 159, {}}},
    {"DatabaseRole", {"spec", object, true, 161, {}}},
    {"ImageCatalog", {"spec", object, true, 146, {}}},
    {"ObjectStore", {"spec", object, true, 179, {}}},
    {"Pooler", {"spec", object, true, 292, {}}},
    {"Publication", {"spec", object, true, 297, {}}},
    {"ScheduledBackup", {"spec", object, false, 298, {}}},
    {"Subscription", {"spec", object, true, 299, {}}},
});

}  // namespace

std::span<const Field> fields_in(std::uint16_t group) {
  return std::span(fields).subspan(begins[group], static_cast<std::size_t>(begins[group + 1] - begins[group]));
}

const Field* shape_of_spec(std::string_view kind) {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first == kind; });
  return found == kinds.end() ? nullptr : &found->second;
}

}  // namespace safeops::rules
