#!/bin/sh
# Installs the system's part of RBO where that is possible: as root, with apt. $1: run or test.
set -eu
is_there() { dpkg -s "$1" 2>/dev/null | grep -q '^Status: install ok installed'; }

packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
if [ "${1:-run}" = test ]; then
    packages="$packages pgbouncer poppler-utils prometheus"
    is_there chromium || packages="$packages chromium-headless-shell"
    command -v npm >/dev/null 2>&1 || packages="$packages nodejs npm"
fi
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || exit 0

missing=""
for package in $packages; do
    is_there "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
# Where the browser does not come without its windows, it comes with them.
with_windows() { apt-cache show chromium-headless-shell || missing=$(echo "$missing" | sed 's/-headless-shell//'); }
# shellcheck disable=SC2086 # one word for each package is wanted
if ! { apt-get update && with_windows && apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
    tail -n 3 "$log" >&2
    echo "Some of$missing could not be installed; rbo doctor says what that means." >&2
fi
rm -f "$log"
