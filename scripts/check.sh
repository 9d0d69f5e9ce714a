#!/bin/sh
# Everything that can be told without running the house. All checks run; one fault fails the lot.
set -u
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
failed=""

check() {
  name=$1
  shift
  echo "== $name"
  if ! "$@"; then failed="$failed, $name"; fi
}

migrations() {
  data=$(mktemp -d)
  FYRTAARN_DATA=$data DATABASE_URL='' DJANGO_SETTINGS_MODULE=fyrtaarn.entrance.settings \
    django-admin makemigrations --check --dry-run
  status=$?
  rm -rf "$data"
  return $status
}

check "lint" ruff check .
check "format" ruff format --check .
check "types" mypy
check "import contracts" env PYTHONPATH=src lint-imports
check "migrations" migrations
check "translations" python scripts/check_translations.py
check "shape and locks" python scripts/check_shape.py

if [ -n "$failed" ]; then
  echo "Failed: ${failed#, }" >&2
  exit 1
fi
echo "All checks passed."
