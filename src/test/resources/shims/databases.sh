# The databases and their tools: one schema version, in the file "schema". Read by shim.

# The newest migration that the working directory's code has: the last of the file "migrations".
schema_of_code() { tail -n 1 migrations; }

dump() { printf -- '-- PostgreSQL database dump\n-- schema: %s\n-- PostgreSQL database dump complete\n' "$(get schema)"; }

# What a dump says, from stdin.
restore() {
  local version
  version=$(sed -n 's/.*schema: //p')
  [ -n "$version" ] || die "psql: error: the input holds no database"
  put schema "$version"
}

pg_dump() {
  [ "$1" != -Fc ] || printf 'PGDMP\n'
  dump
}

# pg_restore --list FILE, or pg_restore … FILE
pg_restore() {
  local file=${*: -1}
  [ -f "$file" ] || die "pg_restore: error: could not open input file \"$file\": No such file or directory"
  [ "$(head -n 1 "$file")" = PGDMP ] || die "pg_restore: error: input file appears to be a text format dump. Please use psql."
  if [ "$1" = --list ]; then
    printf ';\n; Archive\n; %s\n' "$(sed -n 's/.*schema/schema/p' "$file")"
  else
    restore < "$file"
  fi
}

psql() {
  local question='' previous='' word
  for word in "$@"; do
    [ "$previous" != -c ] || question=$word
    previous=$word
  done
  case $question in
    '') restore ;;
    *'max(version)'*) get schema; echo ;;
    *COUNT* | *count*) printf ' count \n-------\n    42\n(1 row)\n' ;;
    'DELETE '*) echo "DELETE 1" ;;
    *) printf ' version: %s\n(1 row)\n' "$(get schema)" ;;
  esac
}

# ./bin/migrate up|status
migrate() {
  case $1 in
    up) put schema "$(schema_of_code)" ;;
    status) ;;
    *) die "migrate: unknown command $1" ;;
  esac
  echo "schema: $(get schema)"
}

rails() {
  case $* in
    *SELECT*) echo '{"?column?"=>1}' ;;
    *) echo "ok" ;;
  esac
}

alembic() {
  local before
  before=$(get schema)
  case "$*" in
    current) echo "$before$([ "$before" != "$(schema_of_code)" ] || echo ' (head)')" ;;
    heads) echo "$(schema_of_code) (head)" ;;
    history) sed 's/^/revision /' migrations ;;
    'upgrade '*':head --sql') echo "UPDATE alembic_version SET version_num='$(schema_of_code)';" ;;
    'upgrade head')
      put schema "$(schema_of_code)"
      echo "INFO  [alembic.runtime.migration] Running upgrade $before -> $(get schema)" >&2
      ;;
    'downgrade '*)
      put schema "$2"
      echo "INFO  [alembic.runtime.migration] Running downgrade $before -> $2" >&2
      ;;
    *) die "alembic: error: unrecognized arguments: $*" 2 ;;
  esac
}

# manage.py of Django; "schema" is the last migration that was applied.
django() {
  local name state=X
  case "$*" in
    'migrate --plan') echo "Planned operations: $(get schema) -> $(schema_of_code)" ;;
    migrate) put schema "$(schema_of_code)"; echo "  Applying $(get schema)... OK" ;;
    'migrate '*) put schema "$3"; echo "  Target specific migration: $3, from $2" ;;
    showmigrations*)
      echo "${2:-products}"
      while read -r name; do
        printf ' [%s] %s\n' "$state" "$name"
        [ "$name" != "$(get schema)" ] || state=' '
      done < migrations
      ;;
    check*) echo "System check identified no issues (0 silenced)." ;;
    shell*) echo 42 ;;
    dbshell*) printf ' ?column? \n----------\n        1\n' ;;
    *) die "Unknown command: '$*'" ;;
  esac
}
