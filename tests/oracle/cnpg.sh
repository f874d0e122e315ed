#!/bin/sh
# cnpg.sh PROGRAM: asks CloudNativePG again, with the program that go.sh made of the directory cnpg, writes what it says, and fails if
# that is not what was recorded. Needs the Go that go.sh found.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$1
plugin=github.com/cloudnative-pg/plugin-barman-cloud@v0.14.0
go=$here/../../.deps/go/go/bin/go
[ -x "$go" ] || go=go
cd "$here/cnpg"
operator=$("$go" list -m -f '{{.Dir}}' github.com/cloudnative-pg/cloudnative-pg)/config/crd/bases
plugin=$("$go" mod download -json "$plugin" | sed -n 's/^.*"Dir": "\(.*\)".*$/\1/p')/config/crd/bases
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
"$program" verdicts ../../.. "$operator" "$plugin" >"$new/verdicts.json"
"$program" shapes "$operator" "$plugin" >"$new/shape_table.cpp"

status=0
for recorded in verdicts.json ../../../src/rules/cnpg/shape_table.cpp; do
  if ! diff -U 0 "$recorded" "$new/${recorded##*/}"; then
    cp "$new/${recorded##*/}" "$recorded"
    status=1
  fi
done
[ $status = 0 ] || echo 'CloudNativePG says something else than was recorded; it is written down now' >&2
exit $status
