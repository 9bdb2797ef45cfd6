#!/bin/bash
# dr-test.sh [DIRECTORY]: restores the newest dump into a database that is dropped again, and says how long it took.
set -euo pipefail
dump=$(ls -t "$PWD"/backups/*.sql | sed -n 1p)
cd "${1:-/opt/openrisk-prod}/data"
. ./.env
database() { docker-compose -f docker-compose.data.yml exec -T db "$@"; }

database dropdb -U "$DB_USER" --if-exists drill
database createdb -U "$DB_USER" drill
trap 'database dropdb -U "$DB_USER" drill' EXIT
began=$(date +%s)
database psql -q -v ON_ERROR_STOP=1 -1 -U "$DB_USER" -d drill < "$dump" > /dev/null
echo "$(database psql -At -U "$DB_USER" -d drill -c 'SELECT count(*) FROM risks') risks after $(($(date +%s) - began)) s, from $dump"
