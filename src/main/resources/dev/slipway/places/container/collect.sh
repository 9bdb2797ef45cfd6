# collect.sh PREFIX PART : gives what an ended step has left in its container. PART is head: a line with its status and with
# what else there is, then the session's state; or outputs, or bash: that file; or done, which takes all away, once the verdict
# is written.
prefix=$1 part=$2
give() {
  if command -v cat >/dev/null 2>&1; then
    cat "$1"
    return
  fi
  while IFS= read -r line; do printf '%s\n' "$line"; done <"$1"
  [ -z "$line" ] || printf '%s' "$line"
}
outputs=- bash=-
[ ! -s "$prefix.outputs" ] || outputs=outputs
[ ! -s "$prefix.after.bash" ] || bash=bash
case $part in
  head)
    IFS= read -r status <"$prefix.status" || exit 3
    echo "slipway $status $outputs $bash"
    [ ! -s "$prefix.after.sh" ] || give "$prefix.after.sh" || exit 4
    ;;
  outputs) give "$prefix.outputs" || exit 4 ;;
  bash) give "$prefix.after.bash" || exit 4 ;;
  done)
    rm -f "$prefix.claim" "$prefix.step" "$prefix.session" "$prefix.before.sh" "$prefix.before.bash" "$prefix.after.sh" \
      "$prefix.after.bash" "$prefix.outputs" "$prefix.status" 2>/dev/null
    ;;
esac
exit 0
