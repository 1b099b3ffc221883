#!/bin/sh
# Brings one installation to a new image without a refused request: deploy/roll.sh PROJECT
set -eu
cd "$(dirname "$0")/.."
project=${1:?Usage: deploy/roll.sh PROJECT}
compose() { docker compose --project-name "$project" --env-file "deploy/$project.env" "$@"; }

compose run --rm migrate  # the version that still runs works on the new schema too
for service in web-1 web-2 relay worker-paper worker-bulk worker-news; do
    compose up --detach --no-deps --wait "$service"
done
