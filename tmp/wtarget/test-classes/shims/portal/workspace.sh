#!/usr/bin/env bash
# workspace.sh DIR [URL]: the portal v2.3.0 is running, v2.4.0 is checked out.
. "$(dirname "${BASH_SOURCE[0]}")/../workspace.sh"

open portal docker pnpm npx git df
printf '%s\n' .env 'backup_*.sql' > .gitignore
compose_file docker/prod/docker-compose.yml database cache backend frontend
echo 20241001_invoices > migrations
commit v2.3.0
echo 20251201_subscriptions >> migrations
commit v2.4.0

cat > .env <<'END'
DATABASE_URL=postgresql://portal:portal-database-password@database:5432/portal_prod
REDIS_URL=redis://cache:6379
JWT_SECRET=portal-test-secret-0123456789-0123456789
POSTGRES_PASSWORD=portal-database-password
CORS_ORIGIN=https://portal.example.com
NEXT_PUBLIC_API_BASE=https://portal.example.com/api
BFF_PORT=4000
END
put schema 20241001_invoices
put projects/prod/built v2.3.0
for service in database cache backend frontend; do put "projects/prod/up/$service" v2.3.0; done
printf -- '-- schema: 20241001_invoices\n' > "$home/rollback.sql"

printf '%s\n' way=migration "backend_url=$url" "frontend_url=$url" > "$home/release.inputs"
printf '%s\n' how=backup to=v2.3.0 > "$home/rollback.inputs"
printf '%s\n' to=v2.3.0 > "$home/emergency-rollback.inputs"
cat > "$home/routes" <<'END'
GET /health 200 {"status":"ok"}
GET /_health 200 ok
GET /auth/health-check 200 {"services":{"salesforce":{"status":"ok"},"whmcs":{"status":"ok"}}}
GET /health/queues 200 {"waiting":0}
END
