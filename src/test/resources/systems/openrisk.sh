#!/usr/bin/env bash
# openrisk.sh DIR NAME COMPOSE FRONT BLUE GREEN: an empty machine for OpenRisk, with its real tools.
#
# DIR/repo         its repository, with a tag for each version
# DIR/production   what is /opt/openrisk-prod elsewhere
# DIR/bin          for the front of PATH: docker-compose, which is Compose 1 or 2, and stand-ins for what would change this machine itself
# DIR/nginx        the machine's nginx, with the example's own configuration at other ports
set -euo pipefail
home=$1 name=$2 compose=$3 front=$4 blue=$5 green=$6
example=$PWD/examples/openrisk

mkdir -p "$home"/{repo,bin,nginx,production/certs}
cd "$home/repo"
git init -q -b main
git config user.name Tester
git config user.email tester@example.com
git config advice.detachedHead false
commit() { git add -A && git commit -q -m "Release $1" && git tag "$1"; }

cp -R "$example/." .
rm -rf versions
# Whoever runs the tests may sign for every role.
sed -i "/^  roles:/,/^  [a-z]/ s/^\(    [a-z-]*: \[\)/\1$(id -un), /" runbook.md
commit v1.0.0
git apply "$example/versions/v2-mitigations.patch" && commit v1.1.0
git apply "$example/versions/v3-bands.patch" && commit v1.2.0
git checkout -q v1.1.0
git apply "$example/versions/v4-scores.patch" && commit v1.3.0

(umask 077 && printf '%s\n' DB_USER=openrisk "DB_PASSWORD=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')" DB_NAME=openrisk > .env.production)
mkdir -p backups certs logs/archive
echo 'risk created' > "logs/$(date -d 'last month' +%Y-%m)-01.log"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj /CN=openrisk.yourdomain.com \
  -keyout certs/privkey.pem -out certs/fullchain.pem 2> /dev/null
cp certs/* "$home/production/certs/"

tool() { printf '#!/bin/sh\n%s\n' "$2" > "$home/bin/$1" && chmod +x "$home/bin/$1"; }
case $compose in
  V1) tool docker-compose "exec '$(command -v docker-compose)' \"\$@\"" ;;
  V2) tool docker-compose 'exec docker compose "$@"' ;;
esac
for each in sudo logrotate; do tool "$each" "echo \"$each \$*\" >> '$home/machine.log'"; done
tool docker "if [ \"\$1\" = pull ]; then echo \"docker \$*\" >> '$home/machine.log'; else exec '$(command -v docker)' \"\$@\"; fi"

{
  printf '%s\n' 'daemon off;' "user $(id -un) $(id -gn);" "pid $home/nginx/pid;" "error_log $home/nginx/error.log;" 'events {}' 'http {' 'access_log off;'
  for each in client_body proxy fastcgi uwsgi scgi; do echo "${each}_temp_path $home/nginx/$each;"; done
  sed -e "s,/opt/openrisk-prod,$home/production,g" -e "s/listen 80;/listen 127.0.0.1:$front;/" -e '/listen 443/d' -e '/ssl_cert/d' \
    -e "s/127.0.0.1:8081/127.0.0.1:$blue/" -e "s/127.0.0.1:8082/127.0.0.1:$green/" machine/nginx.conf
  echo '}'
} > "$home/nginx/nginx.conf"
