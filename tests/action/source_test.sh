#!/bin/sh
# The cache key of the action: the same for the same sources, another one when any of them changes.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R "$root/dev" "$root/CMakeLists.txt" "$root/CMakePresets.json" "$root/cmake" "$root/src" "$root/rules" "$root/action" "$copy"

digest() {
  : >"$copy/output"
  GITHUB_OUTPUT="$copy/output" sh "$copy/action/source.sh"
  grep -qx "program=$copy/build/release/safeops-check" "$copy/output"
  sed -n 's/^digest=//p' "$copy/output"
}

first=$(digest)
[ -n "$first" ]
[ "$(digest)" = "$first" ]
echo '// one more line' >>"$copy/src/main.cpp"
[ "$(digest)" != "$first" ]
