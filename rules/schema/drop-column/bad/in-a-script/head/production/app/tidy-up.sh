#!/usr/bin/env bash
set -eu

sql="ALTER TABLE users DROP COLUMN login"
psql -c "$sql"
