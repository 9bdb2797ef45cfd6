# keep.sh DIR NUMBER GRACE PORT WORD… : keeps the words running until it is told to stop, as the child of a process that
# outlives Slipway. Started with setsid. TERM stops; USR1 says that DIR/retire has changed.
umask 077
dir=$1 number=$2 grace=$3 port=$(printf %04X "$4") limit=10485760
shift 4
child= sleeper= nudge= stopping= status=0
# Handlers, not ignored signals: what is ignored would be inherited.
trap : HUP INT QUIT PIPE USR2

# Everything that a signal asks for is done here and not in the loop: a flag set just before a wait would be slept over.
leave() {
  [ -z "$stopping" ] || return 0
  stopping=$1
  [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null
  if [ -n "$child" ]; then
    kill -s TERM -- "-$child" 2>/dev/null
    { sleep "$grace"; kill -s KILL -- "-$child" 2>/dev/null; } 3>&- &
  fi
}
connected() {
  grep -qsE "^ *[0-9]+: [0-9A-F]+:$port [0-9A-F]+:[0-9A-F]+ 01 " /proc/net/tcp /proc/net/tcp6
}
retire() {
  read -r when <"$dir/retire" 2>/dev/null || return 0
  left=$((when - $(date +%s)))
  if [ "$left" -le 0 ]; then
    if connected; then
      left=1
    elif mv "$dir/retire" "$dir/retired" 2>/dev/null; then
      # Whoever calls it back moves the same file: only one of the two can.
      leave retired
      return 0
    else
      return 0
    fi
  fi
  [ -z "$nudge" ] || kill "$nudge" 2>/dev/null
  { sleep "$left"; kill -s USR1 $$; } 3>&- &
  nudge=$!
}

read -r stat <"/proc/$$/stat" && read -r boot </proc/sys/kernel/random/boot_id || exit 1
# Its 22nd word is when this process started; the name in brackets may hold blanks.
stat=${stat##*) }
for _ in 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21; do stat=${stat#* }; done
trap 'leave stopped' TERM
trap retire USR1
# Whoever makes this file first decides whether this start counts; complete once its line ends.
set -C
{ echo "$$ ${stat%% *} $boot" >"$dir/claim.$number"; } 2>/dev/null || exit 1
set +C
# Slipway, if it still lives, waits for this line.
{ echo claimed; } 2>/dev/null
exec >/dev/null

# The log, in pieces of 10 MB, two of them kept. On a full disk what cannot be written is dropped: nobody may be blocked by it.
rm -f "$dir/pipe.$number"
mkfifo "$dir/pipe.$number" || exit 1
(
  trap '' HUP INT QUIT TERM PIPE USR1 USR2
  while :; do
    size=0
    [ ! -f "$dir/log" ] || size=$(wc -c <"$dir/log")
    room=$((limit - size))
    if [ "$room" -le 0 ]; then
      mv -f "$dir/log" "$dir/log.1"
      continue
    fi
    if dd bs=65536 "count=$room" iflag=count_bytes >>"$dir/log" 2>/dev/null; then
      [ "$(wc -c <"$dir/log")" -ge "$limit" ] || exit 0
    else
      dd bs=65536 count=16 of=/dev/null 2>/dev/null
    fi
  done
) <"$dir/pipe.$number" &
exec 3>"$dir/pipe.$number"
rm -f "$dir/pipe.$number"

restarts=0 delay=1 last=-
tell() {
  # pid, since when, how often it has died, how it ended the last time
  { echo "$1 $2 $restarts $last" >"$dir/state.new" && mv -f "$dir/state.new" "$dir/state"; } 2>/dev/null
}
while [ -z "$stopping" ]; do
  since=$(date +%s)
  (umask 022; exec setsid "$@") </dev/null >&3 2>&3 3>&- &
  child=$!
  tell "$child" "$since"
  # A TERM that came while there was no child yet.
  [ -z "$stopping" ] || kill -s TERM -- "-$child" 2>/dev/null || kill -s TERM "$child" 2>/dev/null
  # A signal ends the wait, not the child; how that ended is known once.
  while :; do
    wait "$child"
    status=$?
    kill -0 "$child" 2>/dev/null && continue
    wait "$child"
    known=$?
    [ "$known" = 127 ] || status=$known
    break
  done
  # What it left behind in its group.
  kill -s KILL -- "-$child" 2>/dev/null
  child= last=$status
  [ -z "$stopping" ] || break
  [ $(($(date +%s) - since)) -lt 60 ] || delay=1
  restarts=$((restarts + 1))
  tell - "$(date +%s)"
  sleep "$delay" 3>&- &
  sleeper=$!
  [ -n "$stopping" ] || wait "$sleeper"
  kill "$sleeper" 2>/dev/null
  sleeper=
  delay=$((delay * 2))
  [ "$delay" -le 30 ] || delay=30
done
# On a full disk there is room one day; in a folder that was deleted there is not.
until { echo "$stopping $last" >"$dir/ended.$number"; } 2>/dev/null || [ ! -d "$dir" ]; do sleep 1; done
# Sleepers of its own; what reads the log goes on to its end.
trap : TERM
kill -s TERM 0 2>/dev/null
exit 0
