#!/bin/bash
# What must hold on the machine; says each thing that does not.
set -euo pipefail
bad=0
wrong() { echo "WRONG: $*"; bad=1; }

[ "$(stat -c %a .env.production)" = 600 ] || wrong ".env.production can be read by others"
docker-compose -f docker-compose.prod.yml config | grep -q 'privileged: true' && wrong "a service is privileged"
docker-compose -f docker-compose.data.yml config | grep -q 'ports:' && wrong "the database or the cache has a port on the machine"
[ "$bad" = 1 ] || echo "nothing is wrong"
exit "$bad"
