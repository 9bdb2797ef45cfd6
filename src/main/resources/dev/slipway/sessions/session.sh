# session.sh SCRIPT BEFORE AFTER KEEPS : as session.bash, for steps that say sh. Functions are not carried on: this shell
# cannot show them. What only bash knows passes by in BEFORE.bash.
__slipway_script=$1 __slipway_before=$2 __slipway_after=$3 __slipway_keeps=$4
__slipway_given=$SLIPWAY_GIVEN __slipway_secrets=$SLIPWAY_SECRETS __slipway_saved= __slipway_cwd=
eval "$SLIPWAY_WAS"
unset SLIPWAY_GIVEN SLIPWAY_SECRETS SLIPWAY_WAS
set --

# exit is a special builtin, which a function cannot stand in for; an alias can.
alias exit=__slipway_exit
__slipway_exit() {
  __slipway_status=${1-$?}
  { set +x; } 2>/dev/null
  if [ "$__slipway_status" = 0 ] && [ -z "$__slipway_saved" ] && __slipway_outermost; then
    __slipway_save
  fi
  \exit "$__slipway_status"
}

# Not so in ( … ) and $( … ), where exit ends only the subshell.
__slipway_outermost() {
  IFS=' ' read -r __slipway_pid __slipway_rest </proc/self/stat || return 1
  [ "$__slipway_pid" = "$$" ]
}

__slipway_save() {
  __slipway_saved=1
  __slipway_flags=$-
  set -f
  set +Ceuv
  __slipway_ifs=${IFS-x} __slipway_text=
  IFS='
'
  __slipway_exported=' '
  for __slipway_name in $(export -p); do
    __slipway_name=${__slipway_name#export }
    __slipway_exported="$__slipway_exported${__slipway_name%%=*} "
  done
  for __slipway_name in $(set); do
    case $__slipway_name in
      *=*) __slipway_name=${__slipway_name%%=*} ;;
      *) continue ;;
    esac
    case $__slipway_name in
      '' | [0-9]* | *[!A-Za-z0-9_]*) ;;
      __slipway_* | SLIPWAY_* | BASH | BASHOPTS | BASHPID | BASH_* | COMP_* | COPROC | DIRSTACK | EPOCHREALTIME | \
        EPOCHSECONDS | EUID | FUNCNAME | GROUPS | HISTCMD | HOSTNAME | HOSTTYPE | IFS | LINENO | MACHTYPE | \
        OLDPWD | OPTARG | OPTERR | OPTIND | OSTYPE | PIPESTATUS | POSIXLY_CORRECT | PPID | PS1 | PS2 | PS4 | PWD | RANDOM | SECONDS | \
        SHELLOPTS | SHLVL | SRANDOM | UID | _) ;;
      *) __slipway_scalar "$__slipway_name" ;;
    esac
  done
  IFS=' '
  for __slipway_name in $__slipway_given; do
    eval "[ -n \"\${$__slipway_name+x}\" ]" || __slipway_text="${__slipway_text}unset $__slipway_name
"
  done
  __slipway_quote "$PWD"
  command printf '%s__slipway_cwd=%s\n' "$__slipway_text" "$__slipway_quoted" >>"$__slipway_after.sh" || {
    command printf 'slipway: the session could not be saved as %s\n' "$__slipway_after" >&2
    \exit 1
  }
  IFS=$__slipway_ifs
  case $__slipway_flags in *f*) ;; *) set +f ;; esac
  case $__slipway_flags in *e*) set -e ;; esac
  case $__slipway_flags in *u*) set -u ;; esac
}

__slipway_scalar() {
  eval "__slipway_set=\${$1+x} __slipway_value=\${$1-} __slipway_given_set=\${__slipway_was_$1+x}"
  [ -n "$__slipway_set" ] || return 0
  __slipway_word=
  case $__slipway_exported in
    *" $1 "*) __slipway_word='export ' ;;
    *) [ -z "$__slipway_given_set" ] || __slipway_word="unset $1; " ;;
  esac
  if [ -n "$__slipway_given_set" ] && [ "$__slipway_word" = 'export ' ]; then
    eval "__slipway_was=\$__slipway_was_$1"
    [ "$__slipway_value" != "$__slipway_was" ] || return 0
  fi
  __slipway_quote "$__slipway_value"
  __slipway_text="$__slipway_text$__slipway_word$1=$__slipway_quoted
"
}

# The word that gives $1 again; a secret in it becomes a reference. No locals here, so the parts are put together from
# the left: what comes before the first secret, the reference, and so on with what is left.
__slipway_quote() {
  __slipway_left=$1 __slipway_quoted=
  while [ -n "$__slipway_left" ]; do
    __slipway_head=$__slipway_left __slipway_found=
    __slipway_split="$IFS" IFS=' '
    for __slipway_one in $__slipway_secrets; do
      eval "__slipway_secret=\$__slipway_secret_$__slipway_one"
      [ -n "$__slipway_secret" ] || continue
      case $__slipway_head in
        *"$__slipway_secret"*)
          __slipway_head=${__slipway_head%%"$__slipway_secret"*} __slipway_found=$__slipway_one
          ;;
      esac
    done
    IFS=$__slipway_split
    __slipway_left=${__slipway_left#"$__slipway_head"}
    __slipway_plain "$__slipway_head"
    [ -n "$__slipway_found" ] || continue
    eval "__slipway_secret=\$__slipway_secret_$__slipway_found"
    __slipway_left=${__slipway_left#"$__slipway_secret"}
    __slipway_quoted="$__slipway_quoted\"\${__slipway_secret_$__slipway_found?this step is not given the secret that the session holds}\""
  done
}

__slipway_plain() {
  __slipway_tail=$1 __slipway_quoted="$__slipway_quoted'"
  while :; do
    case $__slipway_tail in
      *\'*) __slipway_quoted="$__slipway_quoted${__slipway_tail%%\'*}'\\''" __slipway_tail=${__slipway_tail#*\'} ;;
      *) break ;;
    esac
  done
  __slipway_quoted="$__slipway_quoted$__slipway_tail'"
}

[ ! -s "$__slipway_before.sh" ] || . "$__slipway_before.sh"
if [ -n "$__slipway_keeps" ] && [ -n "$__slipway_cwd" ]; then
  command cd -- "$__slipway_cwd"
fi
. "$__slipway_script"
exit
