# supervise.sh PREFIX WORD… : runs the words once, as the child of a process that outlives Slipway.
# Started with setsid, so that it leads a session and a process group of its own.
umask 077
prefix=$1
shift
# A handler, not an ignored signal: what is ignored would be inherited by the step.
trap : HUP INT QUIT TERM PIPE USR1 USR2

read -r stat <"/proc/$$/stat" && read -r boot </proc/sys/kernel/random/boot_id || exit 1
# Its 22nd word is when this process started; the name in brackets may hold blanks.
stat=${stat##*) }
for _ in 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21; do stat=${stat#* }; done
# Whoever makes this file first decides whether the step begins: made exclusively, complete once its line ends.
set -C
{ echo "$$ ${stat%% *} $boot" >"$prefix.claim"; } 2>/dev/null || exit 1
set +C
# Slipway, if it still lives, waits for this line.
{ echo claimed; } 2>/dev/null
exec >/dev/null

(umask 022 && exec "$@") </dev/null >>"$prefix.stdout" 2>>"$prefix.stderr"
status=$?

# On a full disk the status waits for room instead of being lost.
until { echo "$status" >>"$prefix.claim"; } 2>/dev/null; do sleep 1; done
