#!/bin/sh
# Every C++ file is as clang-format writes it. With -i: makes it so.
set -eu
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- --dry-run -Werror
find src rules tests -type f \( -name '*.cpp' -o -name '*.hpp' \) -exec clang-format --style=file "$@" {} +
