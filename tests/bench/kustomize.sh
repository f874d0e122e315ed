#!/bin/sh
# kustomize.sh BUILD [REPOSITORY]...: every kustomization of a repository, by `kustomize build` one after another and by us in one
# process, in turn, three times; without a repository, of a generated one of 300 files. KUSTOMIZE names the program.
set -eu
build=$1
shift
kustomize=${KUSTOMIZE:-kustomize}
command -v "$kustomize" >/dev/null || { echo "kustomize.sh: there is no $kustomize" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# = 0 ]; then
  "$build/write_platform" "$work/generated" 300
  set -- "$work/generated"
fi

# seconds COMMAND...
seconds() {
  begin=$(date +%s%N)
  "$@" >/dev/null 2>&1 || true  # what kustomize refuses took time too
  end=$(date +%s%N)
  awk "BEGIN { printf \"%.3f\", ($end - $begin) / 1e9 }"
}
one_by_one() { while read -r overlay; do "$kustomize" build --load-restrictor LoadRestrictionsNone "$1/$overlay"; done <"$work/overlays"; }

for repository; do
  "$build/render_all" --list "$repository" >"$work/overlays"
  printf '%s: ' "${repository##*/}"
  "$build/render_all" "$repository"
  for _ in 1 2 3; do
    theirs=$(seconds one_by_one "$repository")
    ours=$(seconds "$build/render_all" "$repository")
    awk "BEGIN { printf \"  kustomize one by one %.2f s, here %.3f s: %.0f times\n\", $theirs, $ours, $theirs / $ours }"
  done
done
