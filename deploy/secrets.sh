#!/bin/sh
# Makes the secrets of one installation, once: deploy/secrets.sh FOLDER
set -eu
folder=${1:?Usage: deploy/secrets.sh FOLDER}
umask 077
mkdir -p "$(dirname "$folder")"
mkdir "$folder"  # an installation that has its secrets keeps them
cd "$folder"

word() { openssl rand -hex 24; }
keep() { cat > "$1"; }

for role in app system identity migrator backup; do
    eval "$role=$(word)"
done
superuser=$(word)
pooled=pgbouncer:6432/rbo
direct=postgres:5432/rbo

word | keep secret_key
word | keep metrics_token
openssl rand -base64 32 | tr '+/' '-_' | keep rbo_data_keys
printf '%s' "$superuser" | keep postgres_password
printf 'postgresql://postgres:%s@postgres:5432/postgres' "$superuser" | keep database_url_superuser
printf 'postgresql://rbo_app:%s@%s' "$app" "$pooled" | keep database_url
printf 'postgresql://rbo_system:%s@%s' "$system" "$pooled" | keep database_url_system
printf 'postgresql://rbo_identity:%s@%s' "$identity" "$pooled" | keep database_url_identity
printf 'postgresql://rbo_migrator:%s@%s' "$migrator" "$direct" | keep database_url_direct
printf 'postgresql://rbo_backup:%s@%s' "$backup" "$direct" | keep database_url_backup
printf '"rbo_app" "%s"\n"rbo_system" "%s"\n"rbo_identity" "%s"\n' "$app" "$system" "$identity" | keep pgbouncer_users
: | keep smtp_pass
: | keep aws_secret_access_key

# The programs in the containers have users of their own, who must read the files; the folder keeps others out.
chmod 444 ./*
echo "Made in $folder; put the mail server's password into smtp_pass."
