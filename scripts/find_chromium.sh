#!/bin/sh
# Prints the path of a Chromium; installs Debian's where that is possible; prints nothing where it is not.
# libatomic comes along: the program that drives the browser needs it, and a bare Debian lacks it.
set -u

found() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" 2>/dev/null; then return 0; fi
  done
  return 1
}

wanted=""
found >/dev/null || wanted="chromium"
PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null | grep -q libatomic.so.1 || wanted="$wanted libatomic1"

if [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing for the browser tests: $wanted …" >&2
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  apt-get update >&2 && apt-get install --yes --no-install-recommends $wanted >&2 </dev/null
elif [ -n "$wanted" ]; then
  echo "The browser tests need: $wanted (Debian: apt-get install $wanted; CHROMIUM=... names another browser)." >&2
fi
found
