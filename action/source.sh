#!/bin/sh
# Says where the action's sources are, where their program will be, and a digest of all that goes into it.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
# shellcheck source=/dev/null
os=$(. /etc/os-release && echo "$ID-${VERSION_ID:-}")
digest=$(find dev CMakeLists.txt CMakePresets.json cmake src rules -type f -exec sha256sum {} + | LC_ALL=C sort -k 2 | sha256sum | cut -c 1-40)
{
  echo "root=$root"
  echo "program=$root/build/release/safeops-check"
  echo "digest=$os-$digest"
} >>"$GITHUB_OUTPUT"
