#!/bin/sh
# The tests that pytest is told of by the arguments, on the database that DATABASE_URL names, or SQLite.
# The migrations run first, in earnest; the tests themselves make their tables from the models, which is quicker.
set -u
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
FYRTAARN_DATA=$data fyrtaarn migrate && FYRTAARN_DATA=$data fyrtaarn migrate --check && pytest -q -n 2 "$@"
