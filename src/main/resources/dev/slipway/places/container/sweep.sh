# sweep.sh REACH SIGNAL MARK PREFIX : sends a signal to what an attempt runs in its container, and prints the process numbers.
# REACH is session: the step's own session; or all: also what has left it and still has the mark in its environment, and
# then nothing can begin under this mark any more. SIGNAL 0 only looks. Only builtins.
reach=$1 signal=$2 mark=$3 prefix=$4 leader=none
umask 077
if [ -n "$prefix" ]; then
  [ "$reach" != all ] || (set -C && echo never >"$prefix.claim") 2>/dev/null || :
  IFS= read -r leader <"$prefix.claim" || leader=none
fi 2>/dev/null
marked() {
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in *"SLIPWAY_MARK=$mark"*) return 0 ;; esac
    line=
  done <"/proc/$1/environ"
  return 1
}
# A number that was given to another process is not the leader's any more.
[ ! -e "/proc/$leader" ] || marked "$leader" 2>/dev/null || leader=none
found=
for process in /proc/[0-9]*; do
  pid=${process#/proc/}
  [ "$pid" != "$$" ] || continue
  IFS= read -r stat <"$process/stat" || continue
  stat=${stat##*) }
  state=${stat%% *}
  stat=${stat#* * }
  stat=${stat#* }
  session=${stat%% *}
  case $state in Z | X) continue ;; esac
  if [ "$session" = "$leader" ] || { [ "$reach" = all ] && marked "$pid"; }; then
    found="$found $pid"
  fi
done 2>/dev/null
for pid in $found; do
  [ "$signal" = 0 ] || kill -s "$signal" "$pid" 2>/dev/null
done
echo "$found"
