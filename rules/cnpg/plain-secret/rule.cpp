#include <algorithm>
#include <map>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

const Resource* same_object(const Estate& estate, const Resource& resource) {
  const auto& all = estate.resources();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Resource& other) {
    return other.object->id() == resource.object->id() && other.environment_name() == resource.environment_name();
  });
  return found == all.end() ? nullptr : &*found;
}

bool is_encrypted(const Resource* secret) {
  return secret && !secret->object->at("sops").is_missing();
}

// The same value stood in the clear already: nothing this change does.
bool was_there(const Resource* before, const SecretData& data) {
  if (!before || is_encrypted(before)) return false;
  const auto same = [&](std::string_view map) {
    const yaml::Node& value = data.resource->object->at(map)[data.key];
    return value && value.same_data(before->object->at(map)[data.key]);
  };
  return same("data") || same("stringData");
}

void report(const Change& change, const std::vector<const SecretData*>& keys, Findings& out) {
  const Resource& secret = *keys.front()->resource;
  const bool decrypted = is_encrypted(same_object(change.base(), secret));
  std::string names;
  for (const SecretData* data : keys) names += (names.empty() ? "" : ", ") + data->key;
  out.add({.place = keys.front()->place,
           .about = &secret,
           .what = fmt::format("{} is {} in the clear: {}", secret.text(),
                               decrypted ? "no longer encrypted, it stands in git" : "put in git", names),
           .why =
               "A database uses it, and whoever can read the repository, a fork or a clone can read it, also after the file is "
               "removed: git keeps every version.",
           .next = "Change the password in the database, encrypt the Secret with SOPS (or let an operator create it), and while "
                   "it is not "
                   "merged yet, take the commit out of the branch.",
           .hard_stop = decrypted});
}

void check(const Change& change, Findings& out) {
  std::map<const Resource*, std::vector<const SecretData*>> secrets;
  for (const SecretData& data : change.head().plain_secrets())
    if (data.used_by_cluster && !was_there(same_object(change.base(), *data.resource), data))
      secrets[data.resource].push_back(&data);
  for (const auto& [secret, keys] : secrets) report(change, keys, out);
}

}  // namespace

extern constinit const Rule cnpg_plain_secret{
    .title = "A database's Secret stands in git in the clear", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
