#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <ostream>

#include "cli/question.hpp"
#include "cli/scaffold/commands.hpp"
#include "cli/scaffold/draft.hpp"
#include "cli/scaffold/plan_named.hpp"
#include "cli/scaffold/recognise.hpp"
#include "cli/session.hpp"
#include "git/cannot_run.hpp"
#include "text/escape.hpp"
#include "text/spelling.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_documents = 50;

std::string read_at_most(std::istream& in, std::string_view from) {
  std::string content(text::max_file_bytes + 1, '\0');
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(in.gcount()));
  if (content.size() > text::max_file_bytes)
    throw CannotRun(
        fmt::format("{}: more than {} bytes. Export one object: kubectl get backup NAME -o yaml.", from, text::max_file_bytes));
  return content;
}

std::string read_export(const std::string& file, const Surroundings& surroundings) {
  if (file == "-") return read_at_most(std::cin, "standard input");
  const std::filesystem::path path = std::filesystem::path(surroundings.directory) / file;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) throw CannotRun(fmt::format("{}: there is no such file.", file));
  std::ifstream in(path, std::ios::binary);
  if (!in) throw CannotRun(fmt::format("{}: the file cannot be read.", file));
  return read_at_most(in, file);
}

// Nothing of the text is in the message: it may be a Secret's.
yaml::File parse_export(const text::Source& source) {
  if (!source.readable()) throw CannotRun(fmt::format("{}: this is no UTF-8 text.", source.path()));
  yaml::File file = yaml::parse(source);
  if (!file.problems.empty())
    throw CannotRun(fmt::format("{}:{}: this is neither YAML nor JSON. Export it again with -o yaml.", source.path(),
                                file.problems.front().place.start().line));
  return file;
}

std::vector<const yaml::Node*> documents_in(const yaml::File& file) {
  std::vector<const yaml::Node*> documents;
  for (const yaml::Document& document : file.documents) {
    if (!document.root) continue;
    if (!document.root["kind"].text().ends_with("List")) {
      documents.push_back(&document.root);
      continue;
    }
    for (const yaml::Node& item : document.root["items"].items()) documents.push_back(&item);
  }
  if (documents.empty()) throw CannotRun(fmt::format("{} holds no object.", file.source->path()));
  return documents;
}

std::string backed_up(const Proof& backup) {
  return fmt::format("{}/{}", backup.object.namespace_(), backup.object.at("spec.cluster.name").text());
}

bool says_more(const Proof& one, const Proof& other) {
  const auto stopped = [](const Proof& backup) { return text::parse_time(backup.object.at("status.stoppedAt").text()); };
  return one.doubt.empty() && (!other.doubt.empty() || stopped(one) > stopped(other));
}

// Of the backups of one cluster the newest that completed says all that the others do.
std::vector<Proof> without_older_backups(const std::vector<Proof>& proofs) {
  std::map<std::string, const Proof*> newest;
  for (const Proof& proof : proofs) {
    if (proof.kind != Proof::Kind::backup) continue;
    const Proof*& best = newest[backed_up(proof)];
    if (!best || says_more(proof, *best)) best = &proof;
  }
  std::vector<Proof> kept;
  for (const Proof& proof : proofs)
    if (proof.kind != Proof::Kind::backup || newest[backed_up(proof)] == &proof) kept.push_back(proof);
  return kept;
}

const Plan& plan_of(const Proof& proof, const Estate& estate, const ScaffoldCall& call) {
  if (!call.plan.empty() && !proof.plan.empty() && call.plan != proof.plan)
    throw CannotRun(fmt::format("{} is for plan {}, not for {}.", proof.what, proof.plan, call.plan));
  if (!call.plan.empty()) return plan_named(estate, call.plan);
  if (!proof.plan.empty()) return plan_named(estate, proof.plan);
  std::vector<const Plan*> fitting;
  for (const Plan& plan : estate.plans()) {
    const bool fits =
        proof.clusters.empty() || std::find(proof.clusters.begin(), proof.clusters.end(), plan.database) != proof.clusters.end();
    if (fits) fitting.push_back(&plan);
  }
  if (fitting.size() == 1) return *fitting.front();
  const std::string of = proof.clusters.empty() ? "" : fmt::format(" for {}", proof.clusters.front());
  if (fitting.empty()) throw CannotRun(fmt::format("{}: there is no plan{}. Say which it is for: --plan NAME.", proof.what, of));
  std::vector<std::string> names;
  for (const Plan* plan : fitting) names.push_back(plan->name);
  throw CannotRun(fmt::format("{}: there are several plans{}: {}. Say which it is for: --plan NAME.", proof.what, of,
                              fmt::join(names, ", ")));
}

// The name of the store is not that of a cluster: whoever writes to it tells.
void add_writers(const Estate& estate, Proof& proof) {
  if (proof.kind != Proof::Kind::object_store) return;
  for (const Cluster& cluster : estate.clusters())
    if (cluster.archive_destination() == proof.object.name()) proof.clusters.emplace_back(cluster.name());
}

std::string doubt(const Proof& proof, const Plan& plan) {
  if (!proof.doubt.empty()) return proof.doubt;
  const bool fits =
      proof.clusters.empty() || std::find(proof.clusters.begin(), proof.clusters.end(), plan.database) != proof.clusters.end();
  return fits ? "" : fmt::format("it is of {}, and the plan is for {}", proof.clusters.front(), plan.database);
}

std::string as_document(const Proof& proof, std::string_view from) {
  std::string text = yaml::emit(proof.object.root());
  if (text.size() > text::max_file_bytes) throw CannotRun(fmt::format("{}: {} is too large to be reviewed.", from, proof.what));
  return proof.is_written() ? "# yaml-language-server: $schema=../../schemas/evidence.json\n" + text : text;
}

struct Filing {
  std::vector<Draft> drafts;
  std::string told;
};

Filing file_all(std::vector<Proof> proofs, const Estate& estate, const ScaffoldCall& call) {
  Filing filing;
  for (Proof& proof : proofs) {
    add_writers(estate, proof);
    const Plan& plan = plan_of(proof, estate, call);
    const std::string path = fmt::format("{}/{}", evidence_directory_of(plan), proof.file);
    const auto same = [&](const Draft& draft) { return draft.path == path; };
    if (std::any_of(filing.drafts.begin(), filing.drafts.end(), same))
      throw CannotRun(fmt::format("{} holds two documents that would be {}. Add them one by one.", call.file, path));
    filing.drafts.push_back({.path = path, .content = as_document(proof, call.file)});
    filing.told += fmt::format("  {}: {}, for plan {}\n", text::visible(proof.what), proof.proves(), text::visible(plan.name));
    if (const std::string why = doubt(proof, plan); !why.empty())
      filing.told += fmt::format("  It will not count as it is: {}.\n", text::visible(why));
  }
  const auto is_written = [](const Proof& proof) { return proof.is_written(); };
  if (std::any_of(proofs.begin(), proofs.end(), is_written)) filing.drafts.push_back(schema_draft("evidence"));
  return filing;
}

}  // namespace

int run_evidence_add(const Arguments& arguments, const Surroundings& surroundings) {
  const ScaffoldCall& call = arguments.scaffold;
  const git::Repository repository = open_repository(arguments, surroundings);
  const WorkTree tree(repository);
  const std::string from = call.file == "-" ? "standard input" : call.file;
  Library library(repository, choose_jobs(arguments));
  const yaml::File file = parse_export(library.sources().adopt(from, read_export(call.file, surroundings)));
  std::vector<Proof> proofs;
  for (const yaml::Node* document : documents_in(file)) proofs.push_back(recognise(*document, from));
  const std::size_t given = proofs.size();
  proofs = without_older_backups(proofs);
  const std::size_t older = given - proofs.size();
  if (proofs.size() > most_documents)
    throw CannotRun(fmt::format("{} holds {} documents; at most {} are filed at once.", from, proofs.size(), most_documents));
  const git::Snapshot snapshot = choose_snapshot(repository, arguments);
  const Estate estate(library, snapshot, policy_of(snapshot, library));
  const Filing filing = file_all(std::move(proofs), estate, call);
  *surroundings.out << write_drafts(tree, filing.drafts, {.force = call.force}) << filing.told;
  if (older > 0)
    *surroundings.out << fmt::format("  {} other backups of the same clusters were left out: the newest completed one counts.\n",
                                     older);
  *surroundings.out << "Next: commit it with the change it is for; `safeops-check` says what is still missing.\n";
  return 0;
}

}  // namespace safeops
