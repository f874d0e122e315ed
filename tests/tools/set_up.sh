#!/bin/sh
# Installs the tools of package-lock.json below .deps/tools, unless they are there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../../.deps/tools

if cmp -s "$here/package-lock.json" "$tools/installed.json"; then exit 0; fi
mkdir -p "$tools"
cp "$here/package.json" "$here/package-lock.json" "$tools"
(cd "$tools" && npm ci --no-audit --no-fund --ignore-scripts)
chmod u+x "$tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
cp "$here/package-lock.json" "$tools/installed.json"
