#!/bin/sh
# Writes the lock files anew from requirements/*.in and package.json. They hold names, versions and hashes, never
# an address: whoever installs decides where packages come from.
set -eu
cd "$(dirname "$0")/../requirements"
export UV_SYSTEM_CERTS=1

for name in uv build node runtime postgres dev; do
  ../.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
    --custom-compile-command "make lock" "$name.in" -o "$name.txt"
done
cd ..
for folder in . requirements/postgres-server; do
  sh scripts/npm.sh install --package-lock-only --ignore-scripts --prefix "$folder"
  .venv/bin/python scripts/strip_addresses.py "$folder/package-lock.json"
done
