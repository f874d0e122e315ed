#!/bin/sh
# Every relative link of the pages leads to something that is there.
set -eu
cd "$(dirname "$0")/../.."
broken=$(find README.md CONTRIBUTING.md action rules -name '*.md' -type f -not -path '*/bad/*' -not -path '*/good/*' | while read -r page; do
  { grep -oE '\]\([^)# ]+' "$page" || true; } | cut -c3- | grep -v '^https\?:' | while read -r link; do
    [ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
  done
done)
[ -z "$broken" ] || { printf 'these links lead nowhere:\n%s\n' "$broken" >&2; exit 1; }
