#!/bin/sh
# Updates the locks: the versions and hashes of all dependencies for all systems and Pythons, without index addresses.
set -eu
python=$1
compile() {
    "$python" -m uv --no-config pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
        --no-emit-index-url --custom-compile-command "make lock" "$@"
}
compile pyproject.toml --group build --output-file locks/runtime.txt
compile pyproject.toml --group build --group develop --constraint locks/runtime.txt --output-file locks/develop.txt
tools/npm.sh "$python" install --package-lock-only
