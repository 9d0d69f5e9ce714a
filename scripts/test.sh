#!/bin/sh
# Every check, then the whole suite on SQLite and on PostgreSQL. One fault fails the lot, after all have run.
set -u
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
unset DJANGO_SETTINGS_MODULE
failed=""

run() {
  name=$1
  shift
  echo "== $name"
  if ! "$@"; then failed="$failed, $name"; fi
}

CHROMIUM=$(sh scripts/find_chromium.sh)
export CHROMIUM

run "checks" sh scripts/check.sh
run "suite on SQLite" env -u DATABASE_URL pytest -q -n 2 -m "not browser"
if [ -n "$CHROMIUM" ]; then
  run "browser tests" env -u DATABASE_URL pytest -q -m browser
elif [ -n "${CI:-}" ]; then
  failed="$failed, browser tests (no Chromium)"
fi
run "suite on PostgreSQL" python scripts/with_postgres.py pytest -q -n 2 --migrations -m "not browser"
if [ -n "$CHROMIUM" ]; then
  run "browser tests on PostgreSQL" python scripts/with_postgres.py pytest -q -m "browser and both_databases"
else
  echo "SKIPPED: browser tests, since there is no Chromium here and it cannot be installed (name one with CHROMIUM=...)."
fi

if [ -n "$failed" ]; then
  echo "FAILED: ${failed#, }" >&2
  exit 1
fi
echo "Everything passed."
