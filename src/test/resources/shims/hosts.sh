# Which tool is performed by what; and the tools of plain hosts. Read by shim.

perform() {
  local tool=$1
  shift
  case $tool in
    docker-compose) compose "$@" ;;
    docker) docker "$@" ;;
    kubectl) kubectl "$@" ;;
    psql) psql "$@" ;;
    pg_dump) pg_dump "$@" ;;
    pg_restore) pg_restore "$@" ;;
    migrate) migrate "$@" ;;
    rake) echo "Indexes are up to date" ;;
    rails) rails "$@" ;;
    pnpm) pnpm "$@" ;;
    npx) echo "Database schema is up to date!" ;;
    systemctl) systemctl "$@" ;;
    nginx) echo "nginx: signal process started" >&2 ;;
    rsync) rsync "$@" ;;
    df) printf 'Filesystem     1024-blocks     Used Available Capacity Mounted on\n/dev/sda1        102400000 41000000  61400000      41%% /\n' ;;
    free) printf '               total        used        free\nMem:           15Gi       6.2Gi       9.1Gi\n' ;;
    openssl) printf 'notBefore=Nov  1 00:00:00 2026 GMT\nnotAfter=Jan 30 00:00:00 2027 GMT\nCertificate will not expire\n' ;;
    logrotate) echo "rotating pattern: /var/log/openrisk/*.log" ;;
    sudo) "$@" ;;
    apt-get) echo "0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded." ;;
    ab) printf 'Complete requests:      1000\nFailed requests:        0\n' ;;
    k6) echo "checks: 100.00% 300 out of 300" ;;
    *.sh) script "$tool" "$@" ;;
    *) real "$tool" "$@" ;;
  esac
}

# The scripts of the repositories.
script() {
  case $1 in
    backup_databases.sh)
      mkdir -p "$SHIM_HOME/backups"
      echo "dump of $(get schema)" > "$SHIM_HOME/backups/databases-$(date +%Y%m%d-%H%M%S).dump"
      printf '%s\n' "verified" "$(ls -t "$SHIM_HOME"/backups/databases-*.dump | head -n 1)"
      ;;
    restore_database.sh)
      grep -q '^dump of ' "$2" || die "restore_database.sh: $2 is no dump"
      put database.restored "$2"
      echo "restored $2"
      ;;
    *) echo "$1: done" ;;
  esac
}

systemctl() {
  local verb=$1 unit
  shift
  for unit in "$@"; do
    case $verb in
      start) put "units/$unit" active ;;
      stop) put "units/$unit" inactive ;;
      status)
        printf '● %s.service\n     Active: %s\n' "$unit" "$(get "units/$unit" inactive)"
        [ "$(get "units/$unit")" = active ] || exit 3
        ;;
      is-active)
        get "units/$unit" inactive
        [ "$(get "units/$unit")" = active ] || exit 3
        ;;
      *) die "Unknown command verb $verb." ;;
    esac
  done
}

# rsync -av --delete FROM/ TO/
rsync() {
  local from=${*: -2:1} to=${*: -1}
  [ -d "$from" ] || die "rsync: change_dir \"$from\" failed: No such file or directory (2)" 23
  mkdir -p "$to"
  find "$to" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
  cp -R "$from/." "$to"
  echo "sending incremental file list"
}

kubectl() {
  [ "$1" != -n ] || shift 2
  case "$1 ${2-}" in
    'apply -f') echo "configured: $3" ;;
    'set image')
      local name=${3#deployment/} image
      image=${4#*=}
      if [ "$(get "kubernetes/$name")" != "$image" ]; then
        put "kubernetes/$name.before" "$(get "kubernetes/$name")"
        put "kubernetes/$name" "$image"
      fi
      echo "deployment.apps/$name image updated"
      ;;
    'get '*)
      [ -f "$SHIM_STATE/kubernetes/${2#deployment/}" ] || die "Error from server (NotFound): $2 not found"
      get "kubernetes/${2#deployment/}"
      ;;
    'rollout status') echo "deployment \"${3#deployment/}\" successfully rolled out" ;;
    'rollout undo')
      local name=${3#deployment/}
      put "kubernetes/$name" "$(get "kubernetes/$name.before")"
      echo "deployment.apps/$name rolled back"
      ;;
    'scale '*)
      [ -f "$SHIM_STATE/kubernetes/${2#deployment/}" ] || die "Error from server (NotFound): $2 not found"
      put "kubernetes/${2#deployment/}.replicas" "${3#--replicas=}"
      echo "${2} scaled"
      ;;
    *) die "error: unknown command \"$1\" for \"kubectl\"" ;;
  esac
}

# The customer portal's own commands.
pnpm() {
  local file=docker/prod/docker-compose.yml
  case $1 in
    prod:deploy)
      compose -f "$file" build
      compose -f "$file" up -d
      put schema "$(schema_of_code)"
      ;;
    prod:update)
      compose -f "$file" build
      compose -f "$file" up -d --no-deps backend frontend
      ;;
    prod:start) compose -f "$file" up -d ;;
    prod:stop) compose -f "$file" down ;;
    prod:status) compose -f "$file" ps ;;
    prod:logs) compose -f "$file" logs "${2-}" ;;
    prod:backup)
      local backup
      backup="backup_$(date +%Y%m%d_%H%M%S).sql"
      dump > "$backup"
      echo "Backup created: $backup"
      ;;
    type-check | lint | test | security:check) echo "$1: no problems found" ;;
    *) die " ERR_PNPM_NO_SCRIPT  Missing script: $1" ;;
  esac
}
