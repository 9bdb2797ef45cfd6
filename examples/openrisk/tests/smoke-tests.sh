#!/bin/bash
# In a side's directory: the side itself is asked, before users are on it.
set -euo pipefail
. ./.env
side=http://127.0.0.1:$SIDE_PORT

curl -sf "$side/" | grep -q '<title>OpenRisk</title>'
curl -sf "$side/openrisk.js" | grep -q /api/v1/risks
curl -sf "$side/api/v1/health" | grep -q "\"version\": \"$VERSION\""
[ "$(curl -s -o /dev/null -w '%{http_code}' "$side/api/v1/nothing")" = 404 ]
echo "the side at port $SIDE_PORT is OpenRisk $VERSION"
