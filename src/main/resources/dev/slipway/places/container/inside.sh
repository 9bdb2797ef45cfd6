# Read as a program from its input by the sh of a container, behind assignments; what runs is in one function, so that half
# a program runs nothing. Only builtins: a container may have no other command. It leads a session of its own: the engine
# sees to that.
__slipway_inside() {
  umask 077
  # Handlers, not ignored signals: what is ignored would be inherited by the step.
  trap : HUP INT QUIT TERM PIPE USR1 USR2
  # Whoever makes this file first decides whether the step begins.
  set -C
  { echo "$$" >"$__slipway_prefix.claim"; } 2>/dev/null || exit 125
  set +C
  printf '%s' "$__slipway_step" >"$__slipway_prefix.step" || exit 125
  __slipway_environment
  unset BASH_ENV ENV POSIXLY_CORRECT
  set -- "$__slipway_prefix.step"
  if [ -n "$__slipway_after" ]; then
    printf '%s' "$__slipway_session" >"$__slipway_prefix.session" &&
      printf '%s' "$__slipway_before_sh" >"$__slipway_prefix.before.sh" &&
      printf '%s' "$__slipway_before_bash" >"$__slipway_prefix.before.bash" &&
      : >"$__slipway_prefix.after.sh" || exit 125
    __slipway_names
    set -- "$__slipway_prefix.session" "$__slipway_prefix.step" "$__slipway_prefix.before" "$__slipway_prefix.after" \
      "$__slipway_keeps"
  fi
  export SLIPWAY_OUTPUT="$__slipway_prefix.outputs"
  if [ "$__slipway_dialect" = bash ]; then
    set -- bash -euo pipefail "$@"
  else
    set -- sh -eu "$@"
  fi
  (umask 022 && exec "$@") </dev/null
  __slipway_status=$?
  # Complete once its line ends. On a full disk it waits for room, as long as there is a sleep to wait with.
  until { echo "$__slipway_status" >"$__slipway_prefix.status"; } 2>/dev/null; do
    sleep 1 2>/dev/null || break
  done
}

# What the session script is told of the environment: names that are set, never values.
__slipway_names() {
  SLIPWAY_GIVEN= SLIPWAY_WAS=
  for __slipway_name in $__slipway_candidates; do
    eval "[ -n \"\${$__slipway_name+x}\" ]" || continue
    SLIPWAY_GIVEN="${SLIPWAY_GIVEN:+$SLIPWAY_GIVEN }$__slipway_name"
    if [ "$__slipway_dialect" = bash ]; then
      SLIPWAY_WAS="$SLIPWAY_WAS \"\$$__slipway_name\""
    else
      SLIPWAY_WAS="$SLIPWAY_WAS __slipway_was_$__slipway_name=\$$__slipway_name"
    fi
  done
  [ "$__slipway_dialect" != bash ] || SLIPWAY_WAS="__slipway_was=($SLIPWAY_WAS )"
  for __slipway_name in $__slipway_secrets; do
    SLIPWAY_WAS="$SLIPWAY_WAS __slipway_secret_$__slipway_name=\$$__slipway_name"
  done
  SLIPWAY_SECRETS=$__slipway_secrets
  export SLIPWAY_GIVEN SLIPWAY_WAS SLIPWAY_SECRETS
}
