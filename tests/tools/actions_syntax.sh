#!/bin/sh
# actions_syntax.sh TOOLS SCRATCH FILE...: see actions_syntax.mjs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tools=$1
bundle=$2/actions_syntax.cjs
shift 2
NODE_PATH=$tools/node_modules node "$tools/node_modules/esbuild/bin/esbuild" "$here/actions_syntax.mjs" \
  --bundle --platform=node --format=cjs --log-level=warning --outfile="$bundle"
exec node "$bundle" "$@"
