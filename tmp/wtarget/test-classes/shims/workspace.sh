# What the workspaces of all examples have in common; read by EXAMPLE/workspace.sh DIR [URL].
#
# DIR/repo         a repository with the example's runbook, in which Slipway is started
# DIR/bin          the shims, for the front of PATH
# DIR/state        what the shims changed; DIR/calls.log what was called
# DIR/environment  NAME=VALUE lines that Slipway needs in its environment
# DIR/PROCEDURE.inputs  NAME=VALUE lines for a procedure
# DIR/routes       METHOD PATH STATUS BODY: what the HTTP server at URL has to answer
set -euo pipefail

shims=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
home=$(cd "$1" && pwd)
url=${2:-http://localhost:8080}
repo=$home/repo

# open EXAMPLE TOOL…: the folders, the shims, the runbook.
open() {
  local example=$1 tool root=$shims
  shift
  mkdir -p "$repo" "$home/bin" "$home/state"
  for tool in "$@"; do tool_at "$home/bin/$tool"; done
  until [ -f "$root/examples/$example/runbook.md" ]; do
    [ "$root" != / ] || { echo "no examples/$example above $shims" >&2; exit 1; }
    root=$(dirname "$root")
  done
  # Whoever runs the tests may sign for every role.
  sed "/^  roles:/,/^  [a-z]/ s/^\(    [a-z-]*: \[\)/\1$(id -un), /" "$root/examples/$example/runbook.md" > "$repo/runbook.md"
  printf '%s\n' "PATH=$home/bin:$PATH" "SHIM_HOME=$home" > "$home/environment"
  : > "$home/calls.log"
  cd "$repo"
  git init -q -b main
  git config user.name Tester
  git config user.email tester@example.com
  git config advice.detachedHead false
  git init -q --bare "$home/origin.git"
  git remote add origin "$home/origin.git"
}

# A file that calls the shim of its own name.
tool_at() {
  mkdir -p "$(dirname "$1")"
  printf '#!/bin/sh\nSHIM_HOME=%s exec bash %s %s "$@"\n' "'$home'" "'$shims/shim'" "${1##*/}" > "$1"
  chmod +x "$1"
}

# compose_file FILE SERVICE…
compose_file() {
  local file=$1 service
  shift
  mkdir -p "$(dirname "$file")"
  {
    echo 'services:'
    for service in "$@"; do printf '  %s:\n    image: %s\n' "$service" "$service"; done
  } > "$file"
}

# commit TAG: everything in the repository, as this version.
commit() {
  printf '%s\n' "$1" > VERSION
  git add -A
  git commit -q -m "Release $1"
  git tag "$1"
  git push -q origin main "$1"
}

put() {
  mkdir -p "$(dirname "$home/state/$1")"
  printf '%s' "$2" > "$home/state/$1"
}
