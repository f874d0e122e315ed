#!/bin/sh
# kustomize.sh DIRECTORY: puts the kustomize that the renderer is held against there, unless it is there. Needs the Go that go.sh found.
set -eu
version=v5.8.1
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
directory=$(cd "$1" && pwd)
go=$here/../../.deps/go/go/bin/go
[ -x "$go" ] || go=go
if "$directory/kustomize" version 2>/dev/null | grep -qx "$version"; then exit 0; fi
# As its release is built: the JSON library that Go 1.27 has put in place of the old one prints maps that the old one refuses.
GOBIN=$directory CGO_ENABLED=0 GOFLAGS=-trimpath GOEXPERIMENT=nojsonv2 "$go" install "sigs.k8s.io/kustomize/kustomize/v5@$version"
