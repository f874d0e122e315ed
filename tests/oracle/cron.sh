#!/bin/sh
# cron.sh PROGRAM: what is recorded of schedules is what robfig/cron says, which the operator reads them with.
set -eu
recorded=$(cd "$(dirname "$0")" && pwd)/cron/runs.txt
"$1" "$recorded" | diff "$recorded" - && exit 0
echo "$recorded is stale: write the program's output to it" >&2
exit 1
