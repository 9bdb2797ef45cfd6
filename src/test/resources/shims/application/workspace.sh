#!/usr/bin/env bash
# workspace.sh DIR [URL]: version 4.1.0 of the application is running, 4.2.0 lies ready to be deployed.
. "$(dirname "${BASH_SOURCE[0]}")/../workspace.sh"

open application systemctl rsync psql pg_dump pg_restore df
commit 4.2.0

# version FOLDER VERSION MIGRATION…: a release of the application
version() {
  local folder=$1 tool
  mkdir -p "$folder/config"
  printf '%s\n' "$2" > "$folder/VERSION"
  printf '%s\n' "${@:3}" > "$folder/migrations"
  for tool in migrate rake rails; do tool_at "$folder/bin/$tool"; done
}
version "$home/app/current" 4.1.0 20250901000000
version "$home/new_version" 4.2.0 20250901000000 20251015000000
echo 'RELEASE=4.1.0' > "$home/app/current/.env"
mkdir -p "$home/config"
echo 'RELEASE=4.2.0' > "$home/config/production.env"
echo 'production: {database: application}' > "$home/config/database.yml"
put schema 20250901000000
put units/application active
put units/web-server active

printf '%s\n' DB_HOST=db.example.com DB_USER=application DB_NAME=application PGPASSWORD=application-test-password \
  >> "$home/environment"
printf '%s\n' version=4.2.0 "package=$home/new_version" "app=$home/app" "config=$home/config" "url=$url" > "$home/release.inputs"
printf '%s\n' "app=$home/app" > "$home/rollback.inputs"
cat > "$home/routes" <<'END'
GET /health 200 {"status":"ok"}
GET /api/status 200 {"status":"ok"}
END
