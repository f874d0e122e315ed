#!/bin/sh
# Every shell script of the project.
set -eu
cd "$(dirname "$0")/../.."
find dev .ci cmake action tests fixtures -type f \( -name '*.sh' -o -path dev -o -path '.ci/*' \) -exec shellcheck {} +
