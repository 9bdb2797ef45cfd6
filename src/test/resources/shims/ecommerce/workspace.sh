#!/usr/bin/env bash
# workspace.sh DIR [URL]: the platform v0.9.9 is running, v1.0.0 is there to be released.
. "$(dirname "${BASH_SOURCE[0]}")/../workspace.sh"

open ecommerce docker docker-compose kubectl git curl free ab k6
echo .env > .gitignore
compose_file infrastructure/docker-compose.yaml backend api-gateway celery-worker celery-beat nginx postgres redis
compose_file infrastructure/docker-compose.prod.yaml backend
mkdir -p backend ai-services/api_gateway k8s tests
touch backend/Dockerfile ai-services/api_gateway/Dockerfile k8s/{namespace,secrets,configmaps}.yaml tests/load-test.js
for script in backup_databases.sh restore_database.sh; do tool_at "scripts/$script"; done
echo 0041_prices > migrations
commit v0.9.9
echo 0042_discounts >> migrations
commit v1.0.0
git checkout -q v0.9.9

cat > .env <<'END'
SECRET_KEY=ecommerce-test-key-0123456789-0123456789-0123456789-abc
ALLOWED_HOSTS=api.production.example.com
DATABASE_URL=postgresql://shop:shop-database-password@postgres:5432/shop
END
mkdir -p "$home/backups" "$home/config" "$home/logs"
echo 'region: eu' > "$home/config/settings.yaml"
echo '{"email":"smoke@example.com","password":"ecommerce-smoke-password"}' > "$home/config/smoke-login.json"
put schema 0041_prices
put projects/infrastructure/built v0.9.9
for service in backend api-gateway celery-worker celery-beat nginx postgres redis; do
  put "projects/infrastructure/up/$service" v0.9.9
done
put kubernetes/backend ecommerce-backend:v0.9.9
put kubernetes/api-gateway ecommerce-api-gateway:v0.9.9

common=("api_url=$url" "backend_url=$url" "gateway_url=$url" "prometheus=$url")
printf '%s\n' version=v1.0.0 platform=compose migrate=true maintenance=true watch_minutes=0 "${common[@]}" \
  "backups=$home/backups" "config=$home/config" "logs=$home/logs" > "$home/release.inputs"
printf '%s\n' "backend_url=$url" "api_url=$url" > "$home/rollback.inputs"
printf '%s\n' "backups=$home/backups" > "$home/restore.inputs"
printf '%s\n' "prometheus=$url" > "$home/slow.inputs"
cat > "$home/routes" <<'END'
GET /health 200 {"status":"healthy"}
GET /metrics 200 http_requests_total 42
GET /api/v1/query 200 {"status":"success","data":{"result":[{"value":[0,"0.01"]}]}}
POST /api/v1/auth/login 200 {"token":"token-of-the-test-user"}
GET /api/v1/products/ 200 []
GET /api/v1/orders/ 200 []
GET /api/v1/recommendations/test-user 200 []
END
