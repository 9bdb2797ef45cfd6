# session.bash SCRIPT BEFORE AFTER KEEPS : runs SCRIPT in the session whose state is BEFORE.sh (scalars, in words that
# every shell reads) and BEFORE.bash (the rest; perhaps not there), and saves the state as AFTER when the step exits 0. Of a
# step that changes nothing AFTER is empty: its state was saved before it began.
# Needs bash 4.4. AFTER.sh holds one line then, AFTER.bash is made when there is a rest: for some file systems a new file,
# or one written again, is more work than all the rest of a short step.
__slipway_script=$1 __slipway_before=$2 __slipway_after=$3 __slipway_keeps=$4
__slipway_given=$SLIPWAY_GIVEN __slipway_secrets=$SLIPWAY_SECRETS __slipway_saved=
# What the environment gave, to tell what the session changed, and secrets, to refer to them by name. The text holds names
# only: __slipway_was=("$HOME" "$PATH" …) __slipway_secret_TOKEN=$TOKEN …
eval "$SLIPWAY_WAS"
unset SLIPWAY_GIVEN SLIPWAY_SECRETS SLIPWAY_WAS
set --

[[ ! -s $__slipway_before.sh ]] || . "$__slipway_before.sh"
[[ ! -s $__slipway_before.bash ]] || . "$__slipway_before.bash"
if [[ $__slipway_keeps && ${__slipway_cwd-} ]]; then
  builtin cd -- "$__slipway_cwd"
fi

# Nothing below is even read then.
if [[ ! $__slipway_after ]]; then
  . "$__slipway_script"
  exit
fi

# exit 0 anywhere saves; there is no EXIT trap of ours, so that the step's own works as ever.
exit() {
  __slipway_exit "${1-$?}"
}

__slipway_exit() {
  { set +x; } 2>/dev/null
  if [[ $BASH_SUBSHELL == 0 && $1 == 0 && -z $__slipway_saved ]]; then
    __slipway_save
  fi
  builtin exit "$1"
}

__slipway_save() {
  __slipway_saved=1
  __slipway_flags=$-
  trap - DEBUG ERR RETURN
  set +Cefuv +o posix
  shopt -u nocasematch extdebug
  __slipway_text= __slipway_more= __slipway_arrays= __slipway_functions=
  local IFS=$' \t\n'
  __slipway_given
  [[ -z ${LC_ALL+x} || " $__slipway_given " == *' LC_ALL '* ]] || __slipway_scalar LC_ALL
  local LC_ALL=C
  shopt -s extglob
  __slipway_known='@(__slipway_*|SLIPWAY_*|BASH|BASHOPTS|BASHPID|BASH_*|COMP_*|COPROC|DIRSTACK|EPOCHREALTIME|EPOCHSECONDS'
  __slipway_known+='|EUID|FUNCNAME|GROUPS|HISTCMD|HOSTNAME|HOSTTYPE|IFS|LC_ALL|LINENO|MACHTYPE|OLDPWD|OPTARG|OPTERR'
  __slipway_known+='|OPTIND|OSTYPE|PIPESTATUS|POSIXLY_CORRECT|PPID|PS1|PS2|PS4|PWD|RANDOM|SECONDS|SHELLOPTS|SHLVL'
  __slipway_known+='|SRANDOM|UID|_'"|${__slipway_given// /|})"
  for __slipway_name in ${!_@} ${!a@} ${!b@} ${!c@} ${!d@} ${!e@} ${!f@} ${!g@} ${!h@} ${!i@} ${!j@} ${!k@} ${!l@} ${!m@} ${!n@} ${!o@} ${!p@} ${!q@} \
    ${!r@} ${!s@} ${!t@} ${!u@} ${!v@} ${!w@} ${!x@} ${!y@} ${!z@} ${!A@} ${!B@} ${!C@} ${!D@} ${!E@} ${!F@} ${!G@} ${!H@} ${!I@} \
    ${!J@} ${!K@} ${!L@} ${!M@} ${!N@} ${!O@} ${!P@} ${!Q@} ${!R@} ${!S@} ${!T@} ${!U@} ${!V@} ${!W@} ${!X@} ${!Y@} ${!Z@}; do
    [[ $__slipway_name == $__slipway_known ]] || __slipway_scalar "$__slipway_name"
  done
  ! builtin compgen -A function -X '@(__slipway_*|exit)' >/dev/null || __slipway_functions=yes
  __slipway_write || {
    builtin printf 'slipway: the session could not be saved as %s\n' "$__slipway_after" >&2
    builtin exit 1
  }
  case $__slipway_flags in *e*) set -e ;; esac
  case $__slipway_flags in *f*) set -f ;; esac
  case $__slipway_flags in *u*) set -u ;; esac
}

# Saves what became of the variables of the environment. Usually nothing: two comparisons tell.
__slipway_given() {
  eval "__slipway_now=(\"\${${__slipway_given// /-\}\" \"\$\{}-}\") __slipway_kinds=\"|\${${__slipway_given// /@a\}|\$\{}@a}|\""
  local IFS=$'\1'
  if [[ "${__slipway_now[*]}" == "${__slipway_was[*]}" && $__slipway_kinds != *[!x\|]* && $__slipway_kinds != *'||'* ]]; then
    return
  fi
  IFS=$' \t\n'
  __slipway_at=0
  for __slipway_name in $__slipway_given; do
    if [[ -z ${!__slipway_name+x} ]]; then
      __slipway_text+="unset $__slipway_name"$'\n'
    elif [[ ${!__slipway_name@a} != x || ${!__slipway_name} != "${__slipway_was[__slipway_at]}" ]]; then
      __slipway_scalar "$__slipway_name"
    fi
    __slipway_at=$((__slipway_at + 1))
  done
}

__slipway_scalar() {
  __slipway_all="$1[@]"
  __slipway_kind=${!1@a}${!__slipway_all@a}
  case $__slipway_kind in
    *[aA]*) __slipway_array "$1" ;;
    *)
      [[ ${!1+x} ]] || return
      __slipway_quote "${!1}"
      # A variable that the environment gives is exported until it is unset.
      if [[ $__slipway_kind == *x* ]]; then
        __slipway_text+='export '
      elif [[ " $__slipway_given " == *" $1 "* ]]; then
        __slipway_text+="unset $1"$'\n'
      fi
      __slipway_text+="$1=$__slipway_quoted"$'\n'
      case $__slipway_kind in *i*) __slipway_more+="declare -i $1"$'\n' ;; esac
      case $__slipway_kind in *l*) __slipway_more+="declare -l $1"$'\n' ;; esac
      case $__slipway_kind in *u*) __slipway_more+="declare -u $1"$'\n' ;; esac
      ;;
  esac
}

# bash can write an array itself, unless an element holds a secret or the array is read-only.
__slipway_array() {
  local IFS=
  __slipway_all="$1[*]"
  eval "__slipway_keys=\"\${!$1[*]}\""
  if ! __slipway_secret_in "${!__slipway_all}$__slipway_keys" && [[ $__slipway_kind != *r* ]]; then
    __slipway_arrays+=" $1"
    return
  fi
  local __slipway_key __slipway_value __slipway_word=-a
  [[ $__slipway_kind != *A* ]] || __slipway_word=-A
  __slipway_more+="declare $__slipway_word $1=()"$'\n'
  eval "local -a __slipway_keys=(\"\${!$1[@]}\")"
  for __slipway_key in "${__slipway_keys[@]}"; do
    eval "__slipway_value=\${$1[\$__slipway_key]}"
    __slipway_quoted=$__slipway_key
    [[ $__slipway_kind != *A* ]] || __slipway_quote "$__slipway_key"
    __slipway_word=$__slipway_quoted
    __slipway_quote "$__slipway_value"
    __slipway_more+="$1[$__slipway_word]=$__slipway_quoted"$'\n'
  done
}

__slipway_secret_in() {
  local IFS=' ' __slipway_one
  for __slipway_one in $__slipway_secrets; do
    __slipway_one=__slipway_secret_$__slipway_one
    if [[ -n ${!__slipway_one} && $1 == *"${!__slipway_one}"* ]]; then
      return 0
    fi
  done
  return 1
}

# The word that gives $1 again, in every shell; a secret in it becomes a reference. Longer secrets come first.
__slipway_quote() {
  local IFS=' ' __slipway_one __slipway_ref __slipway_left __slipway_apostrophe="'\\''"
  for __slipway_one in $__slipway_secrets; do
    __slipway_ref=__slipway_secret_$__slipway_one
    if [[ -n ${!__slipway_ref} && $1 == *"${!__slipway_ref}"* ]]; then
      __slipway_quote "${1%%"${!__slipway_ref}"*}"
      __slipway_left="$__slipway_quoted\"\${$__slipway_ref?this step is not given the secret that the session holds}\""
      __slipway_quote "${1#*"${!__slipway_ref}"}"
      __slipway_quoted=$__slipway_left$__slipway_quoted
      return
    fi
  done
  __slipway_quoted="'${1//\'/"$__slipway_apostrophe"}'"
}

__slipway_write() {
  __slipway_quote "$PWD"
  __slipway_text+="__slipway_cwd=$__slipway_quoted"$'\n'
  builtin printf '%s' "$__slipway_text" >>"$__slipway_after.sh" || return
  unset -f exit __slipway_save __slipway_given __slipway_scalar __slipway_array __slipway_write
  if [[ $__slipway_functions && $__slipway_secrets ]] && __slipway_secret_in "$(builtin declare -f)"; then
    builtin printf 'slipway: functions do not carry on from here: the text of one holds a secret\n' >&2
    __slipway_functions=
  fi
  unset -f __slipway_secret_in __slipway_quote
  [[ $__slipway_more$__slipway_arrays$__slipway_functions ]] || return 0
  __slipway_umask=$(builtin umask)
  builtin umask 077
  {
    builtin printf '%s' "$__slipway_more" &&
      { [[ -z $__slipway_arrays ]] || builtin declare -p $__slipway_arrays; } &&
      { [[ -z $__slipway_functions ]] || { builtin declare -f && builtin declare -Fx; }; }
  } >"$__slipway_after.bash" && builtin umask "$__slipway_umask"
}

. "$__slipway_script"
__slipway_exit $?
