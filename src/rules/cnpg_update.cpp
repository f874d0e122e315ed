#include "rules/cnpg_update.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace safeops::rules {
namespace {

constexpr std::string_view keep_size =
    "Keep the size. PostgreSQL's volumes only grow: to get a smaller one, add a second Cluster with "
    "the size you want, move the data with `bootstrap.initdb.import`, then the apps.";

text::Place place_of(const flux::Object& object, std::string_view dotted) {
  return object.place(dotted);
}

std::string_view size_text(const yaml::Node& storage) {
  const yaml::Node& size = storage["size"];
  return (size ? size : storage.at("pvcTemplate.resources.requests.storage")).text();
}

bool shrinks(const yaml::Node& before, const yaml::Node& after) {
  const auto was = parse_quantity(size_text(before));
  const auto is = parse_quantity(size_text(after));
  return was && is && *is < *was;
}

text::Place size_place(const yaml::Node& storage) {
  const yaml::Node& size = storage["size"];
  const yaml::Node& request = storage.at("pvcTemplate.resources.requests.storage");
  return (size ? size : request ? request : storage).place();
}

Refusal shrunk(std::string_view what, const yaml::Node& before, const yaml::Node& after) {
  return {.place = size_place(after),
          .what = fmt::format("{} shrinks from {} to {}", what, size_text(before), size_text(after)),
          .next = std::string(keep_size)};
}

void storage(const Cluster& before, const Cluster& after, std::vector<Refusal>& out) {
  const yaml::Node& was = before.object().at("spec.storage");
  const yaml::Node& is = after.object().at("spec.storage");
  if (shrinks(was, is)) out.push_back(shrunk("spec.storage", was, is));
}

void wal_storage(const Cluster& before, const Cluster& after, std::vector<Refusal>& out) {
  const yaml::Node& was = before.object().at("spec.walStorage");
  const yaml::Node& is = after.object().at("spec.walStorage");
  if (before.has_wal_storage() && !after.has_wal_storage())
    out.push_back({.place = was.place(),
                   .what = "spec.walStorage is removed",
                   .next = "Put `spec.walStorage` back: WAL cannot move onto the data volume of a running Cluster."});
  else if (shrinks(was, is))
    out.push_back(shrunk("spec.walStorage", was, is));
}

const yaml::Node* named(const yaml::Node& list, std::string_view name) {
  const auto found =
      std::find_if(list.items().begin(), list.items().end(), [&](const yaml::Node& item) { return item["name"].text() == name; });
  return found == list.items().end() ? nullptr : &*found;
}

void tablespaces(const Cluster& before, const Cluster& after, std::vector<Refusal>& out) {
  const yaml::Node& all = after.object().at("spec.tablespaces");
  for (const yaml::Node& was : before.object().at("spec.tablespaces").items()) {
    const std::string_view name = was["name"].text();
    const yaml::Node* is = named(all, name);
    if (!is)
      out.push_back({.place = was["name"].place(),
                     .what = fmt::format("tablespace `{}` is removed", name),
                     .next = "Put it back: CloudNativePG has no way to take a tablespace out of a running Cluster."});
    else if (shrinks(was["storage"], (*is)["storage"]))
      out.push_back(shrunk(fmt::format("tablespace `{}`", name), was["storage"], (*is)["storage"]));
  }
}

constexpr int oldest_upgrade = 16;  // validateImageChange: what a major upgrade may go to

void major_version(const Cluster& before, const Cluster& after, std::vector<Refusal>& out) {
  const auto was = before.postgres_major();
  const auto is = after.postgres_major();
  const bool by_catalog = !after.object().at("spec.imageCatalogRef").is_missing();
  const text::Place place = place_of(after.object(), by_catalog ? "spec.imageCatalogRef.major" : "spec.imageName");
  if (was && is && *was < *is && *is < oldest_upgrade)
    out.push_back(
        {.place = place,
         .what = fmt::format("PostgreSQL goes from major {} to {}", *was, *is),
         .next = fmt::format("Go to {} or newer at once: CloudNativePG upgrades in place to no older one.", oldest_upgrade)});
  if (!was || !is || *is >= *was) return;
  out.push_back(
      {.place = place,
       .what = fmt::format("PostgreSQL goes back from major {} to {}", *was, *is),
       .next = fmt::format("Stay on {}: the data files are in its format. To go back, restore a backup from before the upgrade "
                           "into a new Cluster on {}, and move what was written since.",
                           *was, *is)});
}

void owner_ids(const Cluster& before, const Cluster& after, std::vector<Refusal>& out) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> fields{{{"postgresUID", "26"}, {"postgresGID", "26"}}};
  for (const auto& [field, unset] : fields) {
    const auto value = [&, name = field, fallback = unset](const Cluster& cluster) {
      const std::string_view text = cluster.object().at("spec")[name].text();
      return text.empty() ? fallback : text;
    };
    if (value(before) == value(after)) continue;
    out.push_back({.place = place_of(after.object(), fmt::format("spec.{}", field)),
                   .what = fmt::format("spec.{} changes from {} to {}", field, value(before), value(after)),
                   .next = "Keep it: the data files belong to the old owner."});
  }
}

std::string_view slot_prefix(const yaml::Node& slots) {
  const yaml::Node& prefix = slots.at("highAvailability.slotPrefix");
  return prefix.is_scalar() ? prefix.text() : "_cnpg_";
}

bool keeps_slots(const yaml::Node& slots) {
  return slots.at("highAvailability.enabled").boolean().value_or(true);
}

void replication_slots(const Cluster& before, const Cluster& after, std::vector<Refusal>& out) {
  const yaml::Node& was = before.object().at("spec.replicationSlots");
  const yaml::Node& is = after.object().at("spec.replicationSlots");
  if (!keeps_slots(was) || slot_prefix(was) == slot_prefix(is)) return;
  out.push_back({.place = place_of(after.object(), "spec.replicationSlots.highAvailability.slotPrefix"),
                 .what = fmt::format("the replication slots' prefix changes from `{}` to `{}` while they are in use",
                                     slot_prefix(was), slot_prefix(is)),
                 .next = "Keep the prefix, or switch `highAvailability.enabled` off in a change of its own first."});
}

void wal_level(const Cluster& before, const Cluster& after, std::vector<Refusal>& out) {
  const auto level = [](const Cluster& cluster) -> const yaml::Node& {
    return cluster.object().at("spec.postgresql.parameters")["wal_level"];
  };
  if (level(after).text() != "minimal" || level(before).text() == "minimal") return;
  out.push_back({.place = level(after).place(),
                 .what = "`wal_level` becomes `minimal`",
                 .next = "Keep `replica` or `logical`: with `minimal` there is neither an archive nor a replica."});
}

void image_and_parameters(const Cluster& before, const Cluster& after, std::vector<Refusal>& out) {
  const auto same = [&](std::string_view field) { return before.object().at(field).same_data(after.object().at(field)); };
  if (after.object().at("spec.primaryUpdateMethod").text() != "switchover") return;
  if (same("spec.imageName") || same("spec.postgresql.parameters")) return;
  out.push_back({.place = place_of(after.object(), "spec.imageName"),
                 .what = "the image and `postgresql.parameters` change together under `primaryUpdateMethod: switchover`",
                 .next = "Change the image first and the parameters in the next change, or the other way round."});
}

// A rule `self == oldSelf` of a CRD is asked of a field that is there on both sides.
bool differ(const yaml::Node& before, const yaml::Node& after) {
  const auto known = [](const yaml::Node& field) { return field && !field.is_null() && !field.is_opaque(); };
  return known(before) && known(after) && !before.same_data(after);
}

void service_account(const Cluster& before, const Cluster& after, std::vector<Refusal>& out) {
  constexpr std::string_view field = "spec.serviceAccountName";
  if (!differ(before.object().at(field), after.object().at(field))) return;
  out.push_back({.place = place_of(after.object(), field),
                 .what = "spec.serviceAccountName changes",
                 .next = "Keep it: the name is fixed when the Cluster is created."});
}

struct Immutable {
  std::string_view kind;
  std::string_view field;
};
constexpr std::array<Immutable, 24> immutable_fields{
    {{"ScheduledBackup", "spec.cluster"}, {"Pooler", "spec.cluster"},         {"Pooler", "spec.serviceAccountName"},
     {"Database", "spec.cluster"},        {"Database", "spec.name"},          {"Database", "spec.template"},
     {"Database", "spec.encoding"},       {"Database", "spec.locale"},        {"Database", "spec.localeProvider"},
     {"Database", "spec.localeCollate"},  {"Database", "spec.localeCType"},   {"Database", "spec.icuLocale"},
     {"Database", "spec.icuRules"},       {"Database", "spec.builtinLocale"}, {"Database", "spec.collationVersion"},
     {"DatabaseRole", "spec.cluster"},    {"DatabaseRole", "spec.name"},      {"Publication", "spec.cluster"},
     {"Publication", "spec.name"},        {"Publication", "spec.dbname"},     {"Publication", "spec.target.allTables"},
     {"Subscription", "spec.cluster"},    {"Subscription", "spec.name"},      {"Subscription", "spec.dbname"}}};

Refusal fixed(const flux::Object& after, std::string_view field) {
  return {.place = after.place(field),
          .what = fmt::format("{} changes, and is fixed when the {} is created", field, after.kind()),
          .next = fmt::format("Keep it, or add a {} of another name and remove this one in the same change.", after.kind())};
}

// Of a Backup, with the default that the CRD sets.
yaml::Node completed_spec(const flux::Object& backup) {
  yaml::Node spec = backup.at("spec");
  if (!spec["method"] || spec["method"].is_null()) spec.set("method", yaml::Node::scalar("barmanObjectStore"));
  return spec;
}

// Since 1.30, and taken back into 1.29, 1.28 and 1.25 (cloudnative-pg#10743). DatabaseRole is as old as the rule.
bool fixes_cluster(MinorVersion version) {
  return version >= MinorVersion{1, 28} || version == MinorVersion{1, 25};
}

}  // namespace

std::vector<Refusal> refused_updates(const Cluster& before, const Cluster& after) {
  std::vector<Refusal> out;
  for (const auto check : {storage, wal_storage, tablespaces, major_version, owner_ids, replication_slots, wal_level,
                           image_and_parameters, service_account})
    check(before, after, out);
  return out;
}

std::vector<Refusal> immutable_updates(const flux::Object& before, const flux::Object& after, MinorVersion version) {
  std::vector<Refusal> out;
  for (const auto& [kind, field] : immutable_fields) {
    if (after.kind() != kind || !differ(before.at(field), after.at(field))) continue;
    if (field == "spec.cluster" && !fixes_cluster(version)) continue;
    out.push_back(fixed(after, field == "spec.cluster" ? "spec.cluster.name" : field));
  }
  if (after.kind() == "Backup" && !completed_spec(before).same_data(completed_spec(after))) out.push_back(fixed(after, "spec"));
  return out;
}

}  // namespace safeops::rules
