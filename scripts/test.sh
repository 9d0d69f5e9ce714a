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
  echo "== $name ($(date +%T))"
  if ! "$@"; then failed="$failed, $name"; fi
}

CHROMIUM=$(sh scripts/find_chromium.sh)
export CHROMIUM

run "checks" sh scripts/check.sh
run "suite on SQLite" env -u DATABASE_URL sh scripts/suite.sh -m "not browser"
run "suite on PostgreSQL" python scripts/with_postgres.py sh scripts/suite.sh -m "not browser"
if [ -n "$CHROMIUM" ]; then
  run "browser tests on SQLite" env -u DATABASE_URL sh scripts/suite.sh -m browser
  run "browser tests on PostgreSQL" python scripts/with_postgres.py sh scripts/suite.sh -m browser --ignore tests/test_accessibility.py
elif [ -n "${CI:-}" ]; then
  failed="$failed, browser tests (no Chromium)"
else
  echo "SKIPPED: browser tests, since there is no Chromium here and it cannot be installed (name one with CHROMIUM=...)."
fi

if [ -n "$failed" ]; then
  echo "FAILED: ${failed#, }" >&2
  exit 1
fi
echo "Everything passed. ($(date +%T))"
