# Runs where the docker program is, as a step of its own under the supervisor of that place, behind assignments and functions:
# docker_in WORD… (exec in the pinned container), payload (the program for its sh). Its outputs are the step's. What it has
# come to is in VERDICT, made last: without that file nobody knows the step's exit status.
set +e
umask 077
beside=${SLIPWAY_OUTPUT%.outputs}
quoted() {
  printf "'"
  [ ! -f "$1" ] || LC_ALL=C sed "s/'/'\\\\''/g" "$1" || exit 1
  printf "'\n"
}

payload | docker_step

# Whether the step has come to its end is in the container, also when the docker program was ended or the engine was away.
tries=0
while :; do
  word=
  docker_in "$collect" slipway "$prefix" head >"$beside.head" 2>/dev/null &&
    IFS=' ' read -r word status outputs bash rest <"$beside.head"
  # An engine may lose the output of so short a program: then it is asked once more.
  [ "$word" != slipway ] || break
  [ "$tries" -lt 30 ] || exit 125
  # Only an engine that is away may come back and tell.
  ! docker_is_there || [ "$tries" -eq 0 ] || exit 125
  [ "$tries" -eq 0 ] || sleep 1
  tries=$((tries + 1))
done
if [ "$outputs" = outputs ]; then
  docker_in "$collect" slipway "$prefix" outputs >"$SLIPWAY_OUTPUT" || exit 125
fi
if [ "$bash" = bash ]; then
  docker_in "$collect" slipway "$prefix" bash >"$beside.bash" || exit 125
fi
if [ -n "$after" ] && [ "$status" = 0 ]; then
  mkdir -p "$sessions" || exit 125
  LC_ALL=C sed 1d "$beside.head" >"$beside.sh" || exit 125
  if [ -n "$before" ]; then
    saved=yes
    # A step that became another program has saved nothing.
    [ -s "$beside.sh" ] || { saved=; cat "$sessions/$before.sh" >"$beside.sh"; } || exit 125
    # What only bash knows passes by steps of sh.
    if [ -f "$sessions/$before.bash" ] && { [ -z "$saved" ] || [ "$dialect" = sh ]; }; then
      cat "$sessions/$before.bash" >"$beside.bash" || exit 125
    fi
  fi
  [ ! -s "$beside.bash" ] || mv -f "$beside.bash" "$sessions/$after.bash" || exit 125
  mv -f "$beside.sh" "$sessions/$after.sh" || exit 125
fi
echo "$status" >"$beside.verdict.new" && mv -f "$beside.verdict.new" "$beside.verdict" || exit 125
docker_in "$collect" slipway "$prefix" done >/dev/null 2>&1
exit "$status"
