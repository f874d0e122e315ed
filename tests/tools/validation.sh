#!/bin/sh
# Every check of the operator that rules/cnpg/VALIDATION.md lists has a bad case, or says why no file can decide it.
set -eu
cd "$(dirname "$0")/../../rules/cnpg"
rows=$(grep '^| ' VALIDATION.md | grep -v -e '^| # |' -e '^| check |' -e '^| kind |')
open=$(printf '%s\n' "$rows" | while IFS= read -r row; do
  last=$(printf '%s\n' "$row" | sed 's/.*| \(.*\) |$/\1/')
  case $last in
    'Not from files: '?*) continue ;;
    '['*)
      case_folder=$(printf '%s\n' "$last" | sed 's/.*](\(.*\))$/\1/')
      [ -f "$case_folder/expected.txt" ] || printf '%s\n' "$row" ;;
    *) printf '%s\n' "$row" ;;
  esac
done)
[ -z "$open" ] || { printf 'these checks have no case:\n%s\n' "$open" >&2; exit 1; }
number=1
while [ "$number" -le 50 ]; do
  grep -q "^| $number |" VALIDATION.md || { echo "check $number of the webhook is not listed" >&2; exit 1; }
  number=$((number + 1))
done
