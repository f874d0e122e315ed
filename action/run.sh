#!/bin/sh
# One run of the gate in a workflow step: annotations to the log, SARIF to a file, Markdown to the step's summary.
# The verdict is the program's exit code and nothing else; it is also this script's.
#
# Needs PROGRAM, FAIL_ON, POLICY_FROM, SARIF_FILE (may be empty) and what the runner sets: GITHUB_OUTPUT, GITHUB_STEP_SUMMARY,
# RUNNER_TEMP, and the event, from which the program takes base and head. With PULL_REQUEST (its number) and GH_TOKEN the reviews
# are fetched too.
set -eu

summary_limit=1000000 # bytes; the runner drops a summary of more than 1 MiB as a whole

scratch=$(mktemp -d "$RUNNER_TEMP/safeops-check.XXXXXX")
sarif=${SARIF_FILE:-$scratch/safeops-check.sarif}
case $sarif in /*) ;; *) sarif=$PWD/$sarif ;; esac

set -- check --fail-on "$FAIL_ON" --policy-from "$POLICY_FROM" \
  --format github --format "sarif=$sarif" --format "markdown=$scratch/summary.md" --format "json=$scratch/report.json"
if [ -n "${PULL_REQUEST:-}" ] && [ -n "${GH_TOKEN:-}" ]; then
  if GH_HOST=${GITHUB_SERVER_URL#*://} gh api --paginate "repos/$GITHUB_REPOSITORY/pulls/$PULL_REQUEST/reviews?per_page=100" \
    >"$scratch/reviews.json"; then
    set -- "$@" --reviews "$scratch/reviews.json"
  else
    echo '::warning::The reviews of this pull request cannot be read, so none of them counts as an approval. The job needs the permission pull-requests: read.'
  fi
fi
unset GH_TOKEN

code=0
"$PROGRAM" "$@" || code=$?

if [ -s "$scratch/summary.md" ]; then
  if [ "$(wc -c <"$scratch/summary.md")" -le "$summary_limit" ]; then
    cat "$scratch/summary.md" >>"$GITHUB_STEP_SUMMARY"
  else
    head -c "$summary_limit" "$scratch/summary.md" | sed '$d' >>"$GITHUB_STEP_SUMMARY"
    printf '\n\nThe report is longer than a summary may be: the rest is in the log and in the SARIF file.\n' >>"$GITHUB_STEP_SUMMARY"
  fi
fi

case $code in
  0) verdict=GO ;;
  1) verdict=NO-GO ;;
  *) verdict=ERROR ;;
esac
findings=
if [ -s "$scratch/report.json" ]; then
  findings=$(awk '/^    "(errors|warnings|notes)": / { count += $2 } END { print count + 0 }' "$scratch/report.json")
fi
[ -s "$sarif" ] || sarif=

{
  echo "verdict=$verdict"
  echo "findings=$findings"
  echo "sarif=$sarif"
} >>"$GITHUB_OUTPUT"
exit "$code"
