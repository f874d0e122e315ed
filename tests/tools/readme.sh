#!/bin/sh
# The NO-GO that README.md shows is one the program prints: every line of it stands in the golden report of the same pull request.
set -eu
cd "$(dirname "$0")/../.."
golden=fixtures/stories/login-v2/expected/the-incident.txt
# shellcheck disable=SC2016 # backticks of Markdown
sample=$(sed -n '/^```text$/,/^```$/p' README.md | sed '1d;$d')
[ -n "$sample" ] || { echo 'README.md shows no NO-GO' >&2; exit 1; }
missing=$(printf '%s\n' "$sample" | grep -v '^$' | grep -vxFf "$golden" || true)
[ -z "$missing" ] || { printf 'README.md shows what the program no longer prints:\n%s\n' "$missing" >&2; exit 1; }
