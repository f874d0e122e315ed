#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/scaffold/call.hpp"
#include "estate/policy.hpp"
#include "report/report.hpp"

namespace safeops {

struct Output {
  Format format = Format::text;
  std::string file;  // empty: standard output
};

enum class When { automatic, always, never };

// One call of the program, understood. Which fields count depends on the command.
struct Arguments {
  enum class Command {
    check,
    audit,
    replay,
    status,
    decide,
    render,
    model,
    sql,
    explain,
    rules,
    schema,
    completion,
    scaffold,
    version,
    help
  };
  Command command = Command::check;

  std::string repository;  // --repo; empty: the working directory
  std::string base;
  std::string head;
  bool staged = false;
  bool worktree = false;
  std::string now;
  std::vector<Output> outputs;
  Level fail_on = Level::error;
  std::vector<std::string> only;
  std::string policy_from = "base";  // base, head, or a file
  std::string reviews;               // check: a file with the pull request's reviews
  bool suppressions = true;
  When color = When::automatic;
  bool quiet = false;
  unsigned jobs = 0;  // 0: as many as there are processors

  std::size_t last = 0;              // replay and status: how many commits; 0 is all, or the usual number
  std::string out;                   // decide: the directory for the evidence package; empty: none is written
  std::string verify;                // decide: a statement to check instead
  std::string at;                    // audit, render and model: a revision; empty is the work tree (HEAD of a bare repository)
  bool origins = false;              // render: say of each value where it was set
  std::vector<std::string> files;    // sql: what to read, `-` for standard input
  std::vector<std::string> schemas;  // sql: what stands before it
  int postgres = 0;                  // sql: major version of the server; 0 is the newest
  bool json = false;                 // sql and status: JSON in place of text
  bool each = false;                 // sql: every file for itself
  ScaffoldCall scaffold;             // scaffold: what to write
  std::string subject;    // render: a directory or a Kustomization; explain: a rule; schema: a document; decide: a plan;
                          // completion: a shell
  std::string help_text;  // help and version: what to print
};

// Throws CannotRun with a sentence and the next step for a call that makes no sense.
Arguments parse_arguments(const std::vector<std::string>& words);

}  // namespace safeops
