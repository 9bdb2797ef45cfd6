#!/usr/bin/env bash
# workspace.sh DIR [URL]: Planner v1.1.0 is running, v1.2.0 is there to be released.
. "$(dirname "${BASH_SOURCE[0]}")/../workspace.sh"

open planner docker docker-compose git curl df free
printf '%s\n' .env '.env.backup-*' migration-preview.sql > .gitignore
printf '%s\n' SECRET_KEY= POSTGRES_PASSWORD= REDIS_PASSWORD= > .env.production.example
compose_file docker-compose.yml app db redis
compose_file docker-compose.prod.yml app db redis
mkdir -p backend/alembic/versions
echo "revision = '8c1f2d3a'" > backend/alembic/versions/8c1f2d3a_programs.py
echo 8c1f2d3a > migrations
commit v1.1.0
echo "revision = 'a42e77c1'" > backend/alembic/versions/a42e77c1_budgets.py
echo a42e77c1 >> migrations
commit v1.2.0
git checkout -q v1.1.0

cat > .env <<'END'
SECRET_KEY=planner-test-key-0123456789-0123456789-0123456789-abc
POSTGRES_PASSWORD=planner-database-password
REDIS_PASSWORD=planner-cache-password
END
mkdir -p "$home/backups" "$home/incidents"
echo '{"username":"smoke","password":"planner-smoke-password"}' > "$home/smoke-login.json"
put schema 8c1f2d3a
put projects/repo/built v1.1.0
for service in app db redis; do put "projects/repo/up/$service" v1.1.0; done

printf '%s\n' version=v1.2.0 migrate=true "url=$url" "backups=$home/backups" "smoke_login=$home/smoke-login.json" \
  > "$home/release.inputs"
printf '%s\n' database=downgrade "url=$url" > "$home/rollback.inputs"
printf '%s\n' "backups=$home/backups" > "$home/disk-full.inputs"
printf '%s\n' "logs=$home/incidents" > "$home/security-incident.inputs"
cat > "$home/routes" <<'END'
GET /health 200 {"status":"ok"}
GET /docs 200 <html>API</html>
POST /api/v1/auth/login 200 {"access_token":"token-of-the-test-user"}
GET /api/v1/programs 200 []
END
