# docker-compose, docker and what runs in containers. Read by shim.
#
# A project is a directory with the name of the compose file's directory; in it a file for each service that is up, which holds
# the version of its image. "built" is the version that the last build made.

version_of_code() { cat "$1/VERSION" 2>/dev/null || real git -C "$1" describe --tags --always 2>/dev/null || echo unknown; }

compose() {
  local files='' file project folder services service
  while [ "${1-}" = -f ]; do
    files=${files:-$2}
    shift 2
  done
  file=${files:-${COMPOSE_FILE:-docker-compose.yml}}
  file=${file%%:*}
  [ -f "$file" ] || die "no configuration file provided: not found" 14
  folder=$(cd "$(dirname "$file")" && pwd -P)
  project=projects/${folder##*/}
  services=$(sed -n '/^services:/,$ s/^  \([a-z-]*\):.*/\1/p' "$file")
  local verb=$1 words=() word
  shift
  case $verb in
    exec | run) compose_inside "$verb" "$@"; return ;;
  esac
  for word in "$@"; do
    [[ $word = -* ]] || words+=("$word")
  done
  case $verb in
    build) put "$project/built" "$(version_of_code .)"; echo "Successfully built $(get "$project/built")" ;;
    pull) echo "Pulling $(tr '\n' ' ' <<< "$services")... done" ;;
    up)
      if [ ! -f "$SHIM_STATE/$project/built" ] || [[ " $* " = *' --build '* ]]; then
        put "$project/built" "$(version_of_code .)"
      fi
      for service in ${words[*]:-$services}; do
        put "$project/up/$service" "${BACKEND_IMAGE:-$(get "$project/built")}"
        echo "Container ${folder##*/}-$service-1  Started" >&2
      done
      ;;
    down) drop "$project/up"; echo "Network ${folder##*/}_default  Removed" >&2 ;;
    stop)
      for service in ${words[*]:-$services}; do drop "$project/up/$service"; done
      ;;
    restart) for service in ${words[*]:-$services}; do echo "Container ${folder##*/}-$service-1  Started" >&2; done ;;
    config)
      [ -z "$*" ] || die "No such command: config $*"
      real cat "$file"
      ;;
    ps)
      printf 'NAME\tIMAGE\tSTATUS\n'
      for service in $services; do
        [ ! -f "$SHIM_STATE/$project/up/$service" ] || printf '%s\t%s\tUp\n' "$service" "$(get "$project/up/$service")"
      done
      ;;
    logs) printf '%s\n' "${words[0]:-app}-1  | INFO  Application startup complete." "${words[0]:-app}-1  | INFO  GET /health 200 3ms" ;;
    *) die "unknown docker command: \"compose $verb\"" ;;
  esac
}

# exec [-T] SERVICE COMMAND…, run [--rm] [-T] SERVICE COMMAND…
compose_inside() {
  local verb=$1 terminal=yes
  shift
  while [[ ${1-} = -* ]]; do
    [ "$1" != -T ] || terminal=no
    shift
  done
  local service=$1
  shift
  [ "$verb" = run ] || [ -f "$SHIM_STATE/$project/up/$service" ] || die "service \"$service\" is not running"
  [ "$terminal" = no ] || die "the input device is not a TTY"
  # A container of its own has the image of the last build; one that runs has its own.
  if [ "$verb" = run ]; then inside "$(get "$project/built")" "$@"; else inside "$(get "$project/up/$service")" "$@"; fi
}

# What runs in a container of an image of this version.
inside() {
  local version=$1
  shift
  case "$1" in
    alembic) alembic "${@:2}" ;;
    psql) psql "${@:2}" ;;
    createdb | dropdb) ;;
    pg_dump) pg_dump "${@:2}" ;;
    pg_isready) echo "/var/run/postgresql:5432 - accepting connections" ;;
    redis-cli) echo PONG ;;
    celery) echo "-> celery@worker: OK" ;;
    openrisk) migrate "$3" ;;
    pnpm) put schema "$(schema_of_code)"; echo "All migrations have been successfully applied." ;;
    python)
      case "$2 ${3-}" in
        manage.py*) django "${@:3}" ;;
        *settings.VERSION*) echo "$version" ;;
        *) echo "DB Connected" ;;
      esac
      ;;
    sh) if [[ $3 = *status* ]]; then put maintenance on; fi ;;
    rm) drop maintenance ;;
    nginx) echo "signal process started" >&2 ;;
    ping) echo "3 packets transmitted, 3 packets received, 0% packet loss" ;;
    *) die "exec: \"$1\": executable file not found in \$PATH" 127 ;;
  esac
}

docker() {
  local verb=$1
  shift
  case $verb in
    compose) compose "$@" ;;
    exec) inside "$(get schema)" "${@:2}" ;;
    run) docker_run "$@" ;;
    build) put "images/${2//:/_}" "$(version_of_code .)"; echo "Successfully tagged $2" ;;
    images) printf 'REPOSITORY\tTAG\n%s\tlatest\n%s\tlatest\n' planner_app openrisk_backend ;;
    stats) printf 'NAME\tCPU %%\tMEM USAGE\nbackend\t1.2%%\t312MiB\n' ;;
    ps) printf 'CONTAINER ID\tIMAGE\tSTATUS\n' ;;
    logs) echo "INFO  started" ;;
    inspect) echo 0 ;;
    image | builder | system | volume) echo "Total reclaimed space: 0B" ;;
    tag) ;;
    pull) echo "Status: Image is up to date for $1" ;;
    info) echo "Server Version: 27.3.1" ;;
    *) die "docker: '$verb' is not a docker command." ;;
  esac
}

# docker run --rm [-v FROM:TO]… [--env-file F] [--network N] IMAGE COMMAND…
docker_run() {
  local backups=''
  while [[ $1 = -* ]]; do
    case $1 in
      --rm) shift ;;
      -v)
        [[ $2 != *:/backup ]] || backups=${2%:/backup}
        shift 2
        ;;
      *) shift 2 ;;
    esac
  done
  local image=$1
  shift
  case "$1 ${2-}" in
    'tar czf') printf 'archive\n' > "$backups/${3#/backup/}" ;;
    'tar xzf') [ -f "$backups/${3#/backup/}" ] || die "tar: $3: Cannot open: No such file or directory" 2 ;;
    *) inside "${image##*:}" "$@" ;;
  esac
}
