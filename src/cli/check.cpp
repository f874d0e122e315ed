#include <ostream>

#include "cli/session.hpp"

namespace safeops {

int run_check(const Arguments& arguments, const Surroundings& surroundings) {
  const text::Seconds now = time_to_judge_at(arguments);
  const git::Repository repository = open_repository(arguments, surroundings);
  Verdict verdict;
  std::vector<std::string> texts;
  std::vector<Output> outputs = arguments.outputs;
  if (outputs.empty()) outputs.push_back({});
  {
    Progress progress(surroundings);
    const Revisions revisions = choose_revisions(repository, arguments, surroundings);
    progress.say("reading ...");
    Reading reading(repository, choose_jobs(arguments));
    verdict = judge_revisions(revisions, now, arguments, reading);
    const ReportOptions options{.color = wants_color(arguments, surroundings), .quiet = arguments.quiet};
    for (const Output& output : outputs) {  // places point into what was read
      const ReportOptions plain{.color = options.color && output.file.empty(), .quiet = options.quiet};
      texts.push_back(write_report(verdict, output.format, plain));
    }
  }
  write_outputs(outputs, texts, surroundings);
  return verdict.exit_code();
}

}  // namespace safeops
