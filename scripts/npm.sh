#!/bin/sh
# npm of the machine, or else the one that python_packages.sh brought into .venv.
set -eu
bin=$(cd "$(dirname "$0")/.." && pwd)/.venv/bin
PATH="$PATH:$bin" exec npm "$@"
