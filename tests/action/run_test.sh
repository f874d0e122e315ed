#!/bin/sh
# run_test.sh PROGRAM SARIF_DIRECTORY: the action's script as a runner would call it, on repositories made here, for every event the
# action supports. Leaves the SARIF files it got in SARIF_DIRECTORY.
set -eu

program=$1
sarif_directory=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

export HOME="$scratch/home" GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=Dev GIT_AUTHOR_EMAIL=dev@example.com
export GIT_COMMITTER_NAME=Dev GIT_COMMITTER_EMAIL=dev@example.com
mkdir -p "$HOME" "$sarif_directory"
git config --global init.defaultBranch main

# --- repositories ---

commit() {
  git -C "$1" add -A
  GIT_AUTHOR_DATE=$2 GIT_COMMITTER_DATE=$2 git -C "$1" commit -q -m "$3"
}

# Branch main has a table; branch no-go drops it; branch go touches no manifest and no migration.
make_repository() {
  git init -q "$1"
  mkdir -p "$1/migrations"
  echo 'CREATE TABLE users (id bigint PRIMARY KEY);' >"$1/migrations/001-users.sql"
  commit "$1" 2026-01-05T10:00:00Z 'Create users'
  git -C "$1" checkout -q -b no-go
  echo 'DROP TABLE users;' >"$1/migrations/002-drop-users.sql"
  commit "$1" 2026-03-01T10:00:00Z 'Drop users'
  git -C "$1" checkout -q -b go main
  echo 'How this repository is laid out.' >"$1/NOTES.md"
  commit "$1" 2026-03-01T10:00:00Z 'Add notes'
}

# What actions/checkout leaves for a pull request of BRANCH: a detached merge commit; its first parent is the base.
check_out_merge() {
  git -C "$1" checkout -q --detach main
  GIT_AUTHOR_DATE=2026-03-01T11:00:00Z GIT_COMMITTER_DATE=2026-03-01T11:00:00Z git -C "$1" merge -q --no-ff -m "Merge $2 into main" "$2"
}

id_of() { git -C "$1" rev-parse "$2"; }

# --- events: each prepares the checkout and writes the payload ---

pull_request() {
  check_out_merge "$1" "$2"
  printf '{"action":"opened","number":1,"pull_request":{"base":{"ref":"main","sha":"%s"},"head":{"ref":"%s","sha":"%s"}}}\n' \
    "$(id_of "$1" main)" "$2" "$(id_of "$1" "$2")"
}

merge_group() {
  check_out_merge "$1" "$2"
  printf '{"action":"checks_requested","merge_group":{"base_ref":"refs/heads/main","base_sha":"%s","head_sha":"%s"}}\n' \
    "$(id_of "$1" main)" "$(id_of "$1" HEAD)"
}

push() {
  git -C "$1" checkout -q "$2"
  printf '{"ref":"refs/heads/main","before":"%s","after":"%s"}\n' "$(id_of "$1" main)" "$(id_of "$1" "$2")"
}

# --- one run of the step, as the runner does it ---

# run_step REPOSITORY EVENT NAME: sets `code`; the files of the step are $scratch/NAME.*.
run_step() {
  : >"$scratch/$3.output"
  : >"$scratch/$3.summary"
  code=0
  (
    cd "$1"
    env -i PATH="${tools:-}$PATH" HOME="$HOME" CI=true GITHUB_ACTIONS=true GITHUB_EVENT_NAME="$2" GITHUB_EVENT_PATH="$scratch/$3.event.json" \
      GITHUB_SHA="$(id_of "$1" HEAD)" GITHUB_WORKSPACE="$1" GITHUB_OUTPUT="$scratch/$3.output" \
      GITHUB_STEP_SUMMARY="$scratch/$3.summary" RUNNER_TEMP="$scratch" PROGRAM="${4:-$program}" FAIL_ON=error POLICY_FROM=base \
      GITHUB_SERVER_URL=https://git.example.com GITHUB_REPOSITORY=shop/flux PULL_REQUEST="${number:-}" GH_TOKEN="${token:-}" \
      SARIF_FILE="$sarif_directory/action-$3.sarif" ASAN_OPTIONS="${ASAN_OPTIONS:-}" sh "$root/action/run.sh"
  ) >"$scratch/$3.log" 2>&1 || code=$?
}

output() { sed -n "s/^$2=//p" "$scratch/$1.output"; }

# expect NAME WHAT WANTED GOT
expect() {
  [ "$3" = "$4" ] && return
  failures=$((failures + 1))
  echo "$1: $2 is '$4', not '$3'. The log:"
  cat "$scratch/$1.log"
}

# try EVENT BRANCH EXIT_CODE VERDICT
try() {
  name=$1-$2
  repository=$scratch/$name
  make_repository "$repository"
  "$1" "$repository" "$2" >"$scratch/$name.event.json"
  run_step "$repository" "$1" "$name"
  expect "$name" 'the exit code' "$3" "$code"
  expect "$name" 'the verdict' "$4" "$(output "$name" verdict)"
  expect "$name" 'the SARIF path' "$sarif_directory/action-$name.sarif" "$(output "$name" sarif)"
  expect "$name" 'a summary' yes "$([ -s "$scratch/$name.summary" ] && echo yes)"
  if [ "$2" = no-go ]; then
    expect "$name" 'an annotation on the migration' yes "$(grep -q '^::error .*file=migrations/002-drop-users.sql' "$scratch/$name.log" && echo yes)"
    expect "$name" 'a finding counted' yes "$([ "$(output "$name" findings)" -gt 0 ] && echo yes)"
  else
    expect "$name" 'errors annotated' 0 "$(grep -c '^::error' "$scratch/$name.log" || true)"
  fi
}

for event in pull_request merge_group push; do
  try $event no-go 1 NO-GO
  try $event go 0 GO
done

# A clone without the merge commit's parents cannot be judged, and says what to set.
make_repository "$scratch/full"
pull_request "$scratch/full" no-go >"$scratch/shallow.event.json"
git -C "$scratch/full" checkout -q -b merged
git clone -q --depth 1 --branch merged "file://$scratch/full" "$scratch/shallow"
run_step "$scratch/shallow" pull_request shallow
expect shallow 'the exit code' 2 "$code"
expect shallow 'the verdict' ERROR "$(output shallow verdict)"
expect shallow 'advice' yes "$(grep -q fetch-depth "$scratch/shallow.log" && echo yes)"
expect shallow 'the SARIF path' '' "$(output shallow sarif)"

# A program that dies is never a GO, and a summary of any length fits.
cat >"$scratch/dying" <<'END'
#!/bin/sh
for argument; do
  case $argument in markdown=*) yes 'a line of a very long report' | head -n 50000 >"${argument#markdown=}" ;; esac
done
exit 139
END
chmod +x "$scratch/dying"
run_step "$scratch/full" pull_request dying "$scratch/dying"
expect dying 'the exit code' 139 "$code"
expect dying 'the verdict' ERROR "$(output dying verdict)"
expect dying 'a summary below the limit' yes "$([ "$(wc -c <"$scratch/dying.summary")" -lt 1048576 ] && echo yes)"
expect dying 'word of the cut' 1 "$(grep -c 'longer than a summary' "$scratch/dying.summary")"

# The reviews of a pull request are handed on; where they cannot be had, the run goes on without them and says so.
mkdir "$scratch/tools"
cat >"$scratch/tools/gh" <<'END'
#!/bin/sh
[ "$GH_HOST/$3" = 'git.example.com/repos/shop/flux/pulls/7/reviews?per_page=100' ] && [ "$GH_TOKEN" = good ] && echo '[]'
END
cat >"$scratch/telling" <<'END'
#!/bin/sh
for argument; do
  [ "${before:-}" != --reviews ] || echo "reviews: $(cat "$argument"), token: ${GH_TOKEN:-none}"
  before=$argument
done
END
chmod +x "$scratch/tools/gh" "$scratch/telling"
tools=$scratch/tools: number=7
token=good run_step "$scratch/full" pull_request reviewed "$scratch/telling"
expect reviewed 'what the program got' 'reviews: [], token: none' "$(cat "$scratch/reviewed.log")"
token=bad run_step "$scratch/full" pull_request unreviewed "$scratch/telling"
expect unreviewed 'the exit code' 0 "$code"
expect unreviewed 'word of it' 1 "$(grep -c '^::warning::The reviews' "$scratch/unreviewed.log")"
tools='' number=''

echo "$failures failures"
[ "$failures" = 0 ]
