#!/usr/bin/env bash
# workspace.sh DIR [URL]: OpenRisk 1.0.0 is running on the blue side, 1.1.0 is checked out.
. "$(dirname "${BASH_SOURCE[0]}")/../workspace.sh"

open openrisk docker docker-compose df openssl logrotate sudo apt-get
printf '%s\n' .env.production backups certs logs > .gitignore
compose_file docker-compose.prod.yml frontend backend
compose_file docker-compose.data.yml db redis
printf 'VERSION=1.0.0\n' > .env
tool_at tests/smoke-tests.sh
tool_at "$home/bin/smoke-tests.sh"
for script in security-audit.sh load-test.sh dr-test.sh capacity-planning.sh; do tool_at "scripts/$script"; done
echo 0007_risks > migrations
commit v1.0.0
mkdir -p "$home/production" && cp -R . "$home/production/blue"
ln -s "$home/production/blue" "$home/production/current"
compose_file "$home/production/data/docker-compose.data.yml" db redis
echo 0008_mitigations >> migrations
commit v1.1.0

printf '%s\n' DB_USER=openrisk DB_NAME=openrisk > .env.production
mkdir -p backups certs logs/archive "$home/production/certs"
echo certificate | tee certs/fullchain.pem > "$home/production/certs/fullchain.pem"
echo 'risk created' > "logs/$(date -d 'last month' +%Y-%m)-01.log"
put schema 0007_risks
put projects/blue/built v1.0.0
for service in frontend backend; do put "projects/blue/up/$service" v1.0.0; done
for service in db redis; do put "projects/data/up/$service" v1.0.0; done

printf '%s\n' "production_dir=$home/production" "url=$url" "blue_url=$url" "green_url=$url" > "$home/rollback.inputs"
{ cat "$home/rollback.inputs"; echo watch=0s; } > "$home/release.inputs"
printf '%s\n' "production_dir=$home/production" "url=$url" | tee "$home/restore.inputs" "$home/quarterly.inputs" > "$home/service-down.inputs"
printf '%s\n' "url=$url" > "$home/health.inputs"
for procedure in weekly monthly; do printf '%s\n' "production_dir=$home/production" > "$home/$procedure.inputs"; done
cat > "$home/routes" <<'END'
GET /api/v1/health 200 {"status":"ok","version":"1.1.0","checks":{"database":"ok","redis":"ok"}}
END
