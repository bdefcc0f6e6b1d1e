# shellcheck shell=bash
# Configuring and building. The release build is build/ itself (binary: build/manumit); every other lane is build/LANE.

# The cache is keyed by paths below the checkout, so a second clone of the same commit finds everything there.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
export NINJA_STATUS='[%f/%t %es] '

step() { printf '== %s\n' "$*"; }

# quietly NAME COMMAND...: its words go to build/log/NAME.log and are shown only where it fails.
quietly() {
  local log=build/log/$1.log
  shift
  "$@" >"$log" 2>&1 || { tail -n 100 "$log" >&2; return 1; }
}

# configure DIR OPTION...
configure() {
  local dir=$1
  shift
  quietly "configure-${dir//\//-}" cmake -S . -B "$dir" -G Ninja "$@"
}

# build_release TARGET...: "manumit" alone asks for nothing that only the tests need.
build_release() {
  local tests=ON
  [[ $* == manumit ]] && tests=OFF
  # A tree that is configured with tests stays so: switching would only rewrite its build files.
  if [[ $tests == ON ]] || ! grep -q '^MANUMIT_TESTS:BOOL=ON' build/CMakeCache.txt 2>/dev/null; then
    configure build "-DMANUMIT_TESTS=$tests"
  fi
  step "building"
  ninja -C build "$@"
}

# Every source file that clang-format keeps, NUL between names. Tables (.inc) are data.
sources() {
  find src bench fuzz -type f \( -name '*.cc' -o -name '*.h' \) -print0 | sort -z
}
