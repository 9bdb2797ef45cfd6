#!/bin/bash
# load-test.sh [URL]: 200 requests, ten at a time; fails when one of them fails.
set -euo pipefail
url=${1:-https://openrisk.yourdomain.com}
seq 200 | xargs -P 10 -I{} curl -sf -o /dev/null -w '%{time_total}\n' "$url/api/v1/risks" | sort -n \
    | awk '{ times[NR] = $1 } END { print "p50 " times[int(NR * .5)] " s, p95 " times[int(NR * .95)] " s" }'
