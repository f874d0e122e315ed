#!/bin/sh
# merge_table.sh GENERATOR: the table of merge keys is the one the generator prints.
set -eu
table=$(cd "$(dirname "$0")/../.." && pwd)/src/flux/merge_table.cpp
"$1" | diff "$table" - && exit 0
echo "$table is stale: write the generator's output to it" >&2
exit 1
