#pragma once

#include <optional>
#include <string>
#include <vector>

#include "change/change.hpp"
#include "gate/recoverability.hpp"

namespace safeops {

// Where one plan stands in one environment.
struct PlanStatus {
  enum class Phase {
    planned,   // the expand has not landed
    expanded,  // the app that uses it has not been released since
    released,  // the flag is off
    window_open,
    window_over,
    contracted,  // every contract file has landed
    unknown,     // history does not reach far enough
  };
  const Plan* plan = nullptr;
  std::string environment;
  Phase phase = Phase::planned;
  std::string since;  // what brought it there, and when; empty where nothing has
  std::string next;   // the next step, a sentence
};
std::string_view to_string(PlanStatus::Phase phase);

// The newest completed backup among a plan's evidence.
struct BackupStatus {
  const Plan* plan = nullptr;
  std::string text;      // "Backup production/app-postgres-20260210, 2h ago"; "none"
  bool current = false;  // as fresh as the policy asks
};

// How far back an app on a database can go in one environment, and why not further.
struct WayBack {
  std::string app;
  std::string environment;
  std::string what;               // "image registry.example.com/shop/backend"
  std::string running;            // the version now
  std::vector<std::string> safe;  // versions that were live before and still fit, the latest first; at most `most_versions`
  std::string misfit;      // the contract step that landed while another version ran: what runs cannot read its data; "" for none
  std::string barrier;     // why no further: the contract step in between; "" when nothing is known to stand in the way
  std::string blocked;     // the first version that no longer fits; "" for none
  bool cut_short = false;  // history was not read to its end

  static constexpr std::size_t most_versions = 5;
};

// What somebody on call wants to know of one revision.
struct Status {
  std::string revision;
  text::Seconds now = 0;
  const Freeze* freeze = nullptr;
  std::vector<PlanStatus> plans;  // by plan, then in promotion order
  std::vector<BackupStatus> backups;
  std::vector<WayBack> ways_back;         // by app, then in promotion order
  std::vector<Recoverability> databases;  // each that is deployed, in the estate's order
};

// `change` is one revision against itself. Looks back over the history at most `steps` commits for versions.
Status read_status(const Change& change, std::size_t steps);

}  // namespace safeops
