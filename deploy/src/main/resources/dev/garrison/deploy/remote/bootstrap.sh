# Read by a host's POSIX shell from its standard input, with the variables garrison_platform, _id,
# _base, _java, _nice and _main set before it; a node's environment has no names that begin like
# these. What the deployer is to hear begins with @garrison; it sends nothing that it was not asked
# for, so no program here can read too much of the standard input.
say() {
  printf '@garrison %s\n' "$*"
}

fail() {
  say "failed $*"
  exit 1
}

version_of() {
  "$1" -version 2>&1 </dev/null | sed -n 's/^[A-Za-z]* version "\([0-9]*\).*/\1/p' | head -n 1
}

# The folder of a JVM, given its program. What version managers put in the PATH is no JVM's folder.
home_of() {
  case $1 in
    */bin/java) printf '%s\n' "${1%/bin/java}" ;;
    *) "$1" -XshowSettings:properties -version 2>&1 </dev/null | sed -n 's/^ *java\.home = //p' | head -n 1 ;;
  esac
}

# The first that is new enough
find_java() {
  garrison_seen=
  for garrison_candidate in "$@"; do
    [ -f "$garrison_candidate" ] && [ -x "$garrison_candidate" ] || continue
    garrison_version=$(version_of "$garrison_candidate")
    if [ "${garrison_version:-0}" -ge 17 ]; then
      garrison_home=$(home_of "$garrison_candidate")
      if [ -x "$garrison_home/bin/java" ]; then
        JAVA_HOME=$garrison_home
        export JAVA_HOME
        return 0
      fi
      garrison_version=
    fi
    garrison_seen="$garrison_seen${garrison_seen:+, }version ${garrison_version:-unknown} at $garrison_candidate"
  done
  return 1
}

choose_java() {
  if [ -z "$garrison_java" ]; then
    find_java "${JAVA_HOME:-/nowhere}/bin/java" "$(command -v java)" /usr/lib/jvm/*/bin/java /usr/java/*/bin/java \
      /opt/*/bin/java "$HOME"/.sdkman/candidates/java/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java ||
      fail "no Java 17 or newer${garrison_seen:+, only $garrison_seen}; install a JDK, or say where it is with --java"
    return
  fi
  garrison_missing='no such program'
  case $garrison_java in
    */bin/java) ;;
    *)
      if [ ! -f "$garrison_java" ]; then
        garrison_missing='no program bin/java there'
        set -- "$garrison_java/bin/java"
      fi
      ;;
  esac
  find_java "${1:-$garrison_java}" ||
    fail "--java $garrison_java: ${garrison_seen:-$garrison_missing}; Garrison needs Java 17 or newer"
}

sum_of() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$@"
  else
    shasum -a 256 "$@"
  fi
}

# Whether a folder has all files of the distribution as they were sent
intact() (
  cd "$1" 2>/dev/null || exit 1
  set -- $(sum_of SHA256SUMS 2>/dev/null)
  [ "${1:-}" = "$garrison_id" ] && sum_of -c SHA256SUMS >/dev/null 2>&1
)

# What is executed from a folder that others can write to, or that is theirs, is theirs to choose.
# Rights that an access control list gives show as the group's.
refuse_unless_own() {
  ls -ldn "$1" | (
    read -r garrison_mode garrison_links garrison_owner garrison_rest
    case $garrison_mode in
      d????-??-*) [ "$garrison_owner" = "$(id -u)" ] && exit 0 ;;
    esac
    fail "--install-dir $1: others than you can write to it (${garrison_mode%[.+@]}, owner $garrison_owner); chmod go-w it if it is yours, or choose another"
  ) || exit 1
}

# Makes it, finds out where it really is, and looks at the folders above as well: whoever may rename
# in one of them can put another in its place
settle_base() {
  mkdir -p "$garrison_base" 2>/dev/null && garrison_place=$(CDPATH= cd -P "$garrison_base" 2>/dev/null && pwd -P) ||
    fail "--install-dir $garrison_base: cannot be written"
  garrison_base=$garrison_place
  refuse_unless_own "$garrison_base"
  while [ "$garrison_place" != / ]; do
    garrison_place=$(dirname "$garrison_place")
    case $(ls -ldn "$garrison_place") in
      d???????w[!tT]*) fail "--install-dir $garrison_base: everybody may rename what is in $garrison_place; choose another" ;;
    esac
  done
}

# Puts what was unpacked in its place, unless somebody else was faster
place() {
  # Where there is -T, nothing can be moved into a folder that is there
  mv -T "$garrison_aside" "$garrison_dir" 2>/dev/null && return
  intact "$garrison_dir" && return
  mv "$garrison_dir" "$garrison_aside.old" 2>/dev/null
  garrison_inside=$garrison_dir/${garrison_aside##*/}
  mv "$garrison_aside" "$garrison_dir" 2>/dev/null && [ ! -e "$garrison_inside" ] && return
  rm -rf "$garrison_inside"
  intact "$garrison_dir"
}

# Whole or not at all: unpacked aside, verified, then moved
install() {
  for garrison_program in tar gzip; do
    command -v $garrison_program >/dev/null 2>&1 || fail "$garrison_program is not installed"
  done
  # What a host that lost its power, or a killed shell, left behind; nobody installs for a day
  find "$garrison_base/." ! -name . -prune -name 'new-*' -mtime +0 -exec rm -rf {} + 2>/dev/null
  garrison_aside=$(mktemp -d "$garrison_base/new-XXXXXX") || fail "--install-dir $garrison_base: cannot be written"
  trap 'rm -rf "$garrison_aside" "$garrison_aside.old"' EXIT
  trap 'exit 1' HUP INT TERM PIPE
  say send
  IFS= read -r garrison_size || exit 1
  head -c "$garrison_size" | gzip -dc 2>/dev/null | (cd "$garrison_aside" && tar xf - 2>/dev/null) ||
    fail "the distribution did not arrive as a whole; $garrison_base has $(df -Ph "$garrison_base" 2>/dev/null | awk 'NR == 2 { print $4 }') free"
  intact "$garrison_aside" || fail "the distribution arrived damaged in $garrison_base"
  sync -f "$garrison_aside" 2>/dev/null || sync
  place || fail "--install-dir $garrison_base: cannot be written"
  rm -rf "$garrison_aside" "$garrison_aside.old"
  trap - EXIT HUP INT TERM PIPE
}

garrison() {
  umask 077
  garrison_host=$(uname -sm)
  [ "$garrison_host" = "$garrison_platform" ] ||
    fail "this host is $garrison_host, the distribution for $garrison_platform; deploy from such a machine"
  command -v bash >/dev/null 2>&1 || fail "bash is not installed"
  command -v sha256sum >/dev/null 2>&1 || command -v shasum >/dev/null 2>&1 || fail "neither sha256sum nor shasum is installed"
  choose_java
  case $garrison_base in
    '~/'*) garrison_base=$HOME/${garrison_base#'~/'} ;;
    '') garrison_base=$HOME/.cache/garrison ;;
  esac
  settle_base
  garrison_dir=$garrison_base/$garrison_id
  [ ! -e "$garrison_dir" ] || refuse_unless_own "$garrison_dir"
  # Every time: half a file after a loss of power, or a jar that somebody changed, would show late
  intact "$garrison_dir" || install
  say run
  exec $garrison_nice "$garrison_dir/bin/launch" deploy "$garrison_main" "$@"
}
