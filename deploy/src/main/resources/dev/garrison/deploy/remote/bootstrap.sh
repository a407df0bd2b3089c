# Read by a host's POSIX shell from its standard input, with the variables platform, id, base, java,
# nice and main set before it. What the deployer is to hear begins with @garrison; it sends nothing
# that it was not asked for, so no program here can read too much of the standard input.
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

# The first that is new enough
find_java() {
  seen=
  for candidate in "$@"; do
    [ -f "$candidate" ] && [ -x "$candidate" ] || continue
    version=$(version_of "$candidate")
    if [ "${version:-0}" -ge 17 ]; then
      JAVA_HOME=${candidate%/bin/java}
      export JAVA_HOME
      return 0
    fi
    seen="$seen${seen:+, }version ${version:-unknown} at $candidate"
  done
  return 1
}

choose_java() {
  case $java in
    '')
      find_java "${JAVA_HOME:-/nowhere}/bin/java" "$(command -v java)" /usr/lib/jvm/*/bin/java /usr/java/*/bin/java \
        /opt/*/bin/java "$HOME"/.sdkman/candidates/java/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java ||
        fail "no Java 17 or newer${seen:+, only $seen}; install a JDK, or say where it is with --java"
      ;;
    */bin/java)
      find_java "$java" || fail "--java $java: ${seen:-no such program}; Garrison needs Java 17 or newer"
      ;;
    *)
      find_java "$java/bin/java" || fail "--java $java: ${seen:-no program bin/java there}; Garrison needs Java 17 or newer"
      ;;
  esac
}

sum_of() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$@"
  else
    shasum -a 256 "$@"
  fi
}

# Whole or not at all: unpacked aside, verified, then moved
install() {
  mkdir -p "$base" 2>/dev/null && [ -w "$base" ] || fail "--install-dir $base: cannot be written"
  command -v sha256sum >/dev/null 2>&1 || command -v shasum >/dev/null 2>&1 || fail "neither sha256sum nor shasum is installed"
  for program in tar gzip; do
    command -v $program >/dev/null 2>&1 || fail "$program is not installed"
  done
  aside=$(mktemp -d "$base/new-XXXXXX") || fail "--install-dir $base: cannot be written"
  trap 'rm -rf "$aside"' EXIT
  trap 'exit 1' HUP INT TERM
  say send
  IFS= read -r size || exit 1
  head -c "$size" | gzip -dc 2>/dev/null | (cd "$aside" && tar xf - 2>/dev/null) ||
    fail "the distribution did not arrive as a whole; $base has $(df -Ph "$base" 2>/dev/null | awk 'NR == 2 { print $4 }') free"
  (
    cd "$aside"
    set -- $(sum_of SHA256SUMS)
    [ "$1" = "$id" ] && sum_of -c SHA256SUMS >/dev/null 2>&1
  ) || fail "the distribution arrived damaged in $base"
  # Somebody else may have been faster; -T where there is one keeps it from moving into theirs
  mv -T "$aside" "$dir" 2>/dev/null || [ -f "$dir/SHA256SUMS" ] || mv "$aside" "$dir" || fail "--install-dir $base: cannot be written"
  rm -rf "$aside"
  trap - EXIT HUP INT TERM
}

garrison() {
  umask 077
  host=$(uname -sm)
  [ "$host" = "$platform" ] || fail "this host is $host, the distribution for $platform; deploy from such a machine"
  command -v bash >/dev/null 2>&1 || fail "bash is not installed"
  choose_java
  case $base in
    '~/'*) base=$HOME/${base#'~/'} ;;
    '') base=$HOME/.cache/garrison ;;
  esac
  dir=$base/$id
  [ -f "$dir/SHA256SUMS" ] || install
  say run
  exec $nice "$dir/bin/launch" deploy "$main" "$@"
}
