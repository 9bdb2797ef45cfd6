#!/bin/bash
# capacity-planning.sh [DIRECTORY]: how large things are now: to be compared with the last quarter's record.
set -euo pipefail
cd "${1:-/opt/openrisk-prod}/data"
. ./.env
docker-compose -f docker-compose.data.yml exec -T db psql -U "$DB_USER" -d "$DB_NAME" \
    -c "SELECT pg_size_pretty(pg_database_size(current_database())) AS database, count(*) AS risks FROM risks"
docker-compose -f docker-compose.data.yml exec -T redis redis-cli INFO memory | grep used_memory_human
df -h .
