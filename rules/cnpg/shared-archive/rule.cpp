#include "rules/rule.hpp"
#include "rules/archive.hpp"
#include "rules/data_plane.hpp"

namespace safeops::rules {
namespace {

struct Writer {
  const Cluster* cluster;
  WalArchive archive;
};

std::vector<Writer> writers_in(const Estate& estate) {
  std::vector<Writer> found;
  for (const Cluster& cluster : estate.clusters())
    if (auto archive = wal_archive(estate, cluster)) found.push_back({&cluster, std::move(*archive)});
  return found;
}

// One object that two units deliver is no second Cluster.
bool is_same(const Cluster& one, const Cluster& other) {
  return one.resource->unit->cluster == other.resource->unit->cluster && one.name() == other.name() && together(one, other);
}

bool shared_before(const Change& change, const Cluster& one, const Cluster& other) {
  const Cluster* first = counterpart(change.base(), one);
  const Cluster* second = counterpart(change.base(), other);
  const auto left = first ? wal_archive(change.base(), *first) : std::nullopt;
  const auto right = second ? wal_archive(change.base(), *second) : std::nullopt;
  return left && right && left->same_as(*right);
}

void report(const Change& change, const Writer& first, const Writer& second, Findings& out) {
  const bool first_touched = change.touches(first.archive.place.source) && !change.touches(second.archive.place.source);
  const Writer& at = first_touched ? first : second;
  const Writer& other = first_touched ? second : first;
  out.add({.place = at.archive.place,
           .about = at.cluster->resource,
           .what = fmt::format("{} writes its WAL to `{}`, server name `{}`, and so does {}", at.cluster->text(), at.archive.path,
                               at.archive.server, other.cluster->text()),
           .why =
               "WAL files of two databases bear the same names. One overwrites the other's, or the archive refuses them and WAL "
               "fills the volume; from such an archive neither can be restored.",
           .next = fmt::format("Give {} a `serverName` or a destination path that nobody has used.", at.cluster->text()),
           .related = {{other.archive.place, fmt::format("{} writes there", other.cluster->text())}}});
}

void check(const Change& change, Findings& out) {
  const std::vector<Writer> writers = writers_in(change.head());
  for (std::size_t i = 0; i < writers.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (!writers[i].archive.same_as(writers[j].archive) || is_same(*writers[i].cluster, *writers[j].cluster)) continue;
      if (shared_before(change, *writers[j].cluster, *writers[i].cluster)) continue;
      report(change, writers[j], writers[i], out);
      break;  // one finding a Cluster
    }
}

}  // namespace

extern constinit const Rule cnpg_shared_archive{
    .title = "Two databases write into one archive", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
