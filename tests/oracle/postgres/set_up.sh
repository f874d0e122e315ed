#!/bin/sh
# Installs the servers of package-lock.json below .deps/postgres, unless they are there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
servers=$here/../../../.deps/postgres

if cmp -s "$here/package-lock.json" "$servers/installed.json"; then exit 0; fi
mkdir -p "$servers"
cp "$here/package.json" "$here/package-lock.json" "$servers"
(cd "$servers" && npm ci --no-audit --no-fund --ignore-scripts)
node "$here/link_libraries.mjs" "$servers"
cp "$here/package-lock.json" "$servers/installed.json"
