#!/bin/sh
# Gives a cluster what its pods read of an installation's secrets, and nothing else: deploy/cluster_secret.sh NAME FOLDER
set -eu
name=${1:?Usage: deploy/cluster_secret.sh NAME FOLDER}
folder=${2:?Usage: deploy/cluster_secret.sh NAME FOLDER}
set --
for key in secret_key metrics_token rbo_data_keys smtp_pass aws_secret_access_key \
    database_url database_url_system database_url_identity database_url_direct; do
    set -- "$@" --from-file="$folder/$key"
done
kubectl create secret generic "$name" "$@"
