# fork.bash PREFIX BOOT SCRIPT BEFORE KEEPS : as supervise.sh and session.bash do it together, for a step that changes nothing in its
# shell. This shell is the supervisor, and the step's shell is its fork: bash is started once, and no shell in front of it.
# It leads a session and a process group of its own. BOOT is the machine's, which cannot change while it runs; BEFORE is
# empty where the session is fresh. Of the names here no step is given any.
{
  umask 077
  # A handler, not an ignored signal: what is ignored would be inherited by the step.
  trap : HUP INT QUIT TERM PIPE USR1 USR2

  read -r __slipway_stat <"/proc/$$/stat" || exit 1
  # Its 22nd word is when this process started; the name in brackets may hold blanks.
  __slipway_stat=(${__slipway_stat##*) })
  # Whoever makes this file first decides whether the step begins: made exclusively, complete once its line ends.
  set -C
  { echo "$$ ${__slipway_stat[19]} $2" >"$1.claim"; } 2>/dev/null || exit 1
  set +C
  # Slipway, if it still lives, waits for this line.
  { echo claimed; } 2>/dev/null
  exec >/dev/null

  (
    umask 022
    set -euo pipefail
    __slipway_script=$3 __slipway_before=$4 __slipway_keeps=$5
    set --
    if [[ $__slipway_before ]]; then
      # The secrets that the state refers to by name.
      eval "$SLIPWAY_WAS"
      unset SLIPWAY_GIVEN SLIPWAY_SECRETS SLIPWAY_WAS
      . "$__slipway_before.sh"
      if [[ $__slipway_keeps && ${__slipway_cwd-} ]]; then
        builtin cd -- "$__slipway_cwd"
      fi
    fi
    . "$__slipway_script"
  ) </dev/null >>"$1.stdout" 2>>"$1.stderr"
  __slipway_status=$?

  # On a full disk the status waits for room instead of being lost.
  until { echo "$__slipway_status" >>"$1.claim"; } 2>/dev/null; do sleep 1; done
  exit
}
