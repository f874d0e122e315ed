#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "flux/json_text.hpp"
#include "rules/cnpg/cluster_checks.hpp"
#include "rules/cnpg/label.hpp"
#include "rules/cnpg/quantity.hpp"

namespace safeops::rules {
namespace {

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// validateName: a DNS-1035 label, of at most 50 characters
void name(Inspection& in) {
  const yaml::Node& name = in.at("metadata.name");
  const std::string_view text = name.text();
  if (name.is_opaque() || text.empty()) return;
  const bool fits = text.front() >= 'a' && text.front() <= 'z' && is_lower_or_digit(text.back()) &&
                    std::all_of(text.begin(), text.end(), [](char c) { return is_lower_or_digit(c) || c == '-'; });
  if (!fits)
    in.refuse(name, fmt::format("`{}` is no name for a Cluster", text),
              "Use lower-case letters, digits and `-`, beginning with a letter: Services get this name.");
  if (text.size() > 50)
    in.refuse(name, fmt::format("the Cluster's name has {} characters, of 50 at most", text.size()),
              "Shorten it: pods and Services get longer names made of it.");
}

// validateAntiAffinity
void anti_affinity(Inspection& in) {
  const yaml::Node& type = in.at("spec.affinity.podAntiAffinityType");
  if (has_text(type) && !type.is_opaque() && type.text() != "preferred" && type.text() != "required")
    in.refuse(type, fmt::format("`{}` is no podAntiAffinityType", type.text()), "Write preferred or required.");
}

// validateTolerations
void toleration(Inspection& in, const yaml::Node& toleration) {
  const std::string_view operation = toleration["operator"].text();
  const yaml::Node& effect = toleration["effect"];
  if (toleration.is_opaque()) return;
  const yaml::Node& key = toleration["key"];
  const yaml::Node& value = toleration["value"];
  if (has_text(key) && !is_label_key(key.text()))
    in.refuse(key, fmt::format("`{}` is no key of a taint", key.text()),
              "Use letters, digits, `-`, `_` and `.`, 63 at most, behind a domain and `/` if there is one.");
  if (operation != "Exists" && !is_label_value(value.text()))
    in.refuse(value, fmt::format("`{}` is no value of a taint", value.text()),
              "Use letters, digits, `-`, `_` and `.`, 63 at most.");
  if (!operation.empty() && operation != "Equal" && operation != "Exists")
    return in.refuse(toleration["operator"], fmt::format("`{}` is no operator of a toleration", operation),
                     "Write Exists or Equal.");
  if (!has_text(key) && operation != "Exists")
    in.refuse(toleration, "a toleration without a key does not say `operator: Exists`",
              "Name the taint's `key`, or write `operator: Exists` to tolerate all.");
  if (operation == "Exists" && has_text(value))
    in.refuse(value, "a toleration that asks only whether the key exists has a value",
              "Remove `value`, or write `operator: Equal`.");
  if (has_text(effect) && effect.text() != "NoSchedule" && effect.text() != "PreferNoSchedule" && effect.text() != "NoExecute")
    in.refuse(effect, fmt::format("`{}` is no effect of a taint", effect.text()),
              "Write NoSchedule, PreferNoSchedule or NoExecute.");
  if (is_set(toleration["tolerationSeconds"]) && effect.text() != "NoExecute")
    in.refuse(toleration["tolerationSeconds"], "tolerationSeconds counts only for `effect: NoExecute`",
              "Write that effect, or remove it.");
}

void tolerations(Inspection& in) {
  for (const yaml::Node& one : in.at("spec.affinity.tolerations").items()) toleration(in, one);
}

// validateHibernationAnnotation
void hibernation(Inspection& in) {
  const yaml::Node& value = in.annotation("cnpg.io/hibernation");
  if (is_set(value) && !value.is_opaque() && value.text() != "on" && value.text() != "off")
    in.refuse(value, fmt::format("`{}` is no value of cnpg.io/hibernation", value.text()), "Write `\"on\"` or `\"off\"`.");
}

// validatePodPatchAnnotation, the part that needs no pod
void pod_patch(Inspection& in) {
  const yaml::Node& patch = in.annotation("cnpg.io/podPatch");
  if (!is_set(patch) || patch.is_opaque()) return;
  const auto first = patch.text().find_first_not_of(" \t\r\n");
  if (flux::is_json(patch.text()) && first != std::string_view::npos &&
      (patch.text()[first] == '[' || patch.text().substr(first, 4) == "null"))
    return;
  in.refuse(patch, "cnpg.io/podPatch is no JSON patch",
            "Write a JSON list of operations: `[{\"op\": \"add\", \"path\": ..., \"value\": ...}]`.");
}

// validateLivenessPingerProbe
void liveness_pinger(Inspection& in) {
  const yaml::Node& pinger = in.annotation("alpha.cnpg.io/livenessPinger");
  if (!is_set(pinger) || pinger.is_opaque()) return;
  const std::string_view text = pinger.text();
  if (flux::is_json(text) && text.find("\"enabled\"") != std::string_view::npos) return;
  in.refuse(pinger, "alpha.cnpg.io/livenessPinger does not say whether it is enabled", "Write JSON: `{\"enabled\": true}`.");
}

// validatePromotionToken, the part that needs no decoding
void promotion_token(Inspection& in) {
  const yaml::Node& token = in.at("spec.replica.promotionToken");
  if (!has_text(token)) return;
  if (is_set(in.at("spec.replica.minApplyDelay")))
    in.refuse("spec.replica.minApplyDelay", "a promotion cannot wait for minApplyDelay",
              "Remove `minApplyDelay` with the promotion.");
  else if (is_replica(in.object()) == true)
    in.refuse(token, "a promotion token is given to a Cluster that stays a replica",
              "Set `replica.primary` to this Cluster, or `enabled: false`.");
}

bool has_failover_slots(Inspection& in) {
  const auto& parameters = in.at("spec.postgresql.parameters").members();
  return std::any_of(parameters.begin(), parameters.end(),
                     [](const auto& parameter) { return parameter.first.text().starts_with("pg_failover_slots."); });
}

bool switched_on(Inspection& in, std::string_view parameter) {
  const yaml::Node& value = in.at("spec.postgresql.parameters")[parameter];
  return value.is_opaque() || postgres_boolean(value.text()) == true;
}

// validateSynchronizeLogicalDecoding
void logical_decoding(Inspection& in) {
  const yaml::Node& wanted = in.at("spec.replicationSlots.highAvailability.synchronizeLogicalDecoding");
  const auto major = postgres_major_of(in.object());
  if (wanted.boolean() != true || has_failover_slots(in) || !major) return;
  if (*major < 17)
    return in.refuse(wanted, fmt::format("PostgreSQL {} cannot synchronize logical slots by itself", *major),
                     "Configure the extension pg_failover_slots, or move to PostgreSQL 17.");
  for (const std::string_view parameter : {"hot_standby_feedback", "sync_replication_slots"})
    if (!switched_on(in, parameter))
      in.refuse(wanted, fmt::format("synchronizeLogicalDecoding needs parameter `{}`", parameter),
                fmt::format("Set `{}: \"on\"` under `spec.postgresql.parameters`.", parameter));
}

// validatePgFailoverSlots
void failover_slots(Inspection& in) {
  if (!has_failover_slots(in)) return;
  if (!switched_on(in, "hot_standby_feedback"))
    in.refuse("spec.postgresql.parameters", "pg_failover_slots needs parameter `hot_standby_feedback`",
              "Set `hot_standby_feedback: \"on\"` beside it.");
  const yaml::Node& enabled = in.at("spec.replicationSlots.highAvailability.enabled");
  if (enabled.boolean() == false)
    in.refuse(enabled, "pg_failover_slots needs the replication slots for high availability", "Remove `enabled: false`.");
}

constexpr std::array<Check, 9> checks{
    name, anti_affinity, tolerations, hibernation, pod_patch, liveness_pinger, promotion_token, logical_decoding, failover_slots};

}  // namespace

std::span<const Check> cluster_pod_checks() {
  return checks;
}

}  // namespace safeops::rules
