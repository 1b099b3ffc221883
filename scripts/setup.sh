#!/bin/sh
# Makes .venv once and installs what requirements-$1.lock names; again only when that file changed.
set -eu
want=${1:-run}
cd "$(dirname "$0")/.."

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

python=""
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
        python=${python:-$candidate}
        if "$candidate" -c 'import ensurepip' >/dev/null 2>&1; then
            python=$candidate
            break
        fi
    fi
done
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no Python")
    echo "RBO needs Python 3.11 or newer and found $found; install it, or name it: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi

if [ ! -x .venv/bin/python ] || ! new_enough .venv/bin/python; then
    rm -rf .venv
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        echo "$python cannot make a virtual environment; install its venv package, on Debian or Ubuntu: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi

mark() { cksum "requirements-$1.lock" pyproject.toml; }
for installed in "$want" dev; do
    if [ "$(mark "$installed")" = "$(cat ".venv/.installed-$installed" 2>/dev/null)" ]; then
        exit 0
    fi
done

echo "Installing the packages of requirements-$want.lock into .venv"
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check --no-input "$@"; }
uv() { .venv/bin/uv --quiet --system-certs pip "$@"; }
only_uv=$(mktemp)
trap 'rm -f "$only_uv"' EXIT
trap 'exit 130' INT TERM
awk '/^[^ #]/ { is_uv = /^uv==/ } is_uv' requirements-dev.lock >"$only_uv"
# uv takes a tenth of the time; where it does not reach the index, as behind a proxy that pip knows, pip goes on.
locked() {
    pip install --no-deps --require-hashes -r "$only_uv" || return
    set -- install --no-deps --require-hashes -r "requirements-$want.lock"
    uv "$@" --python .venv/bin/python || pip "$@" --no-compile
}
if ! { locked && pip install --no-deps --no-build-isolation -e .; } >.venv/install.log 2>&1; then
    tail -n 15 .venv/install.log >&2
    echo "The packages could not be installed: see above, and .venv/install.log; is the package index within reach?" >&2
    exit 1
fi
mark "$want" > ".venv/.installed-$want"
