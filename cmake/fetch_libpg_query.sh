#!/bin/sh
# fetch_libpg_query.sh DIRECTORY: unpacks the newest libpg-query-dev package there and installs nothing.
# The package comes from the machine's own mirror, only of a newer suite, and apt verifies it with the machine's own keyring.
# Lists and downloads stay below DIRECTORY.fetch. Exit 1, and no DIRECTORY, when no suite has a library that links here.
set -eu

target=$1
work=$(dirname "$target")/$(basename "$target").fetch
here=$(cd "$(dirname "$0")" && pwd)

# shellcheck source=/dev/null
. /etc/os-release
case $ID in
  debian) suites='sid forky' component=main ;;
  ubuntu) suites='devel resolute' component=universe ;;
  *) exit 1 ;;
esac

# Prints "URI KEYRING" of the first apt source that serves the running release (KEYRING may be missing).
machine_source() {
  for file in /etc/apt/sources.list.d/*.sources; do
    [ ! -f "$file" ] || awk -v release="$VERSION_CODENAME" '
      BEGIN { RS = ""; FS = "\n" }
      {
        split("", field)
        name = ""
        for (i = 1; i <= NF; i++) {
          if ($i ~ /^#/) continue
          if ($i !~ /^[ \t]/) { name = tolower($i); sub(/:.*/, "", name); sub(/^[^:]*:/, "", $i) }
          field[name] = field[name] " " $i
        }
        if (tolower(field["enabled"]) ~ /no/ || (field["types"] " ") !~ / deb /) next
        if (index(field["suites"] " ", " " release " ") == 0) next
        split(field["uris"], uri, " ")
        split(field["signed-by"], key, " ")
        print uri[1], (key[1] ~ /^\// ? key[1] : "")
      }' "$file"
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -f "$file" ] || awk -v release="$VERSION_CODENAME" '
      $1 == "deb" {
        key = ""
        if (match($0, /signed-by=[^] ,]+/)) key = substr($0, RSTART + 10, RLENGTH - 10)
        sub(/\[[^]]*\]/, "")
        if ($3 == release) print $2, key
      }' "$file"
  done
}

# apt with everything of its own: the machine's sources, lists and cache are neither read nor written.
private_apt() {
  apt-get -q -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=- \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root \
    -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
    -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o APT::Update::Error-Mode=any "$@"
}

# A package of a newer suite may one day need a newer C library than this machine's.
links_here() {
  printf '%s\n' '#include <pg_query.h>' 'int main(void) { return pg_query_parse("SELECT 1").error != 0; }' >"$work/probe.c"
  archive=$(echo "$work"/tree/usr/lib/*/libpg_query.a)
  set -- -I"$work/tree/usr/include" "$work/probe.c" "$archive" -lprotobuf-c -lxxhash -lbsd -lm -lpthread -o "$work/probe"
  cc "$@" 2>"$work/link.log" || cc "$here/isoc23.c" "$@" 2>"$work/link.log"
}

fetch_from() {
  rm -rf "$work"
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/tree"
  work=$(cd "$work" && pwd)
  echo "deb [signed-by=$keyring] $uri $1 $component" >"$work/sources.list"
  private_apt update || return 1
  (cd "$work" && private_apt download libpg-query-dev) || return 1
  dpkg-deb -x "$work"/libpg-query-dev_*.deb "$work/tree" || return 1
  links_here || return 1
  basename "$work"/libpg-query-dev_*.deb .deb >"$work/tree/.complete"
}

first=$(machine_source | head -n 1)
uri=${first%% *}
keyring=${first#* }
[ -n "$uri" ] || exit 1
[ -n "$keyring" ] || keyring=/usr/share/keyrings/$ID-archive-keyring.gpg
trap 'rm -rf "$work"' EXIT

for suite in $suites; do
  if fetch_from "$suite"; then
    rm -rf "$target"
    mv "$work/tree" "$target"
    exit 0
  fi
done
exit 1
