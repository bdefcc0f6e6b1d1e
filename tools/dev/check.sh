# shellcheck shell=bash
# The verbs that judge: test, lint, fuzz, bench, soak.

# One build for the sanitizers and the fuzz targets: compiling everything a third time would be most of what ./dev ci does.
sanitized_options=(-DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 -DMANUMIT_SANITIZE=address,undefined -DMANUMIT_FUZZ=ON)
with_lines=external_symbolizer_path=/usr/bin/addr2line  # comes with g++, unlike clang's own

# tally NAME PASSED FAILED [SKIPPED]: one line of counts for the person, and one for ./dev ci.
tally() {
  printf '%s: %s passed, %s failed%s\n' "$1" "$2" "$3" "${4:+, $4 skipped}"
  printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"${MANUMIT_TALLY:-/dev/null}"
  [[ $3 -eq 0 ]]
}

# Real lists to measure on, where they are kept beside the checkout.
use_testdata() {
  if [[ -z ${MANUMIT_TESTDATA:-} && -d ../shared/data ]]; then
    MANUMIT_TESTDATA=$(cd ../shared/data && pwd)
    export MANUMIT_TESTDATA
  fi
}

# run_unit_tests DIR [REGEX]: one test program a room, all or those whose name matches; the counts are those of the single tests.
run_unit_tests() {
  local log=$1/Testing/Temporary/LastTest.log status=0 passed failed skipped temporary
  temporary=$(memory_folder)
  TMPDIR=$temporary GTEST_BRIEF=1 ctest --test-dir "$1" --output-on-failure --timeout "${test_timeout_s:-600}" -j "$(nproc)" \
    --tests-regex "${2:-.}" || status=$?
  rm -rf "$temporary"
  passed=$(count_of PASSED "$log")
  skipped=$(count_of SKIPPED "$log")
  failed=$(grep -cE '^\[  FAILED  \] .* \([0-9]+ ms\)$' "$log" || [[ $? -eq 1 ]])
  # A program that died has no line for the test it died in.
  if [[ $status -ne 0 && $failed -eq 0 ]]; then failed=1; fi
  tally "unit tests" "$passed" "$failed" "$skipped"
}

# A folder in memory where there is room: databases of the tests force out what they commit, which takes half of their time on a disk.
memory_folder() {
  local free
  free=$(df --output=avail --block-size=1M /dev/shm 2>/dev/null | tail -n 1) || free=0
  if [[ -w /dev/shm && ${free:-0} -ge 4096 ]]; then mktemp -d -p /dev/shm; else mktemp -d; fi
}

count_of() {
  sed -n "s/^\[ *$1 *\] \([0-9]*\) tests\{0,1\}[.,].*/\1/p" "$2" | awk '{ n += $1 } END { print n + 0 }'
}

run_scenarios() {
  local log=build/log/scenarios.log status=0 passed failed
  python3 tools/scenarios.py "$1" 2>&1 | tee "$log" || status=$?
  read -r passed failed < <(sed -n 's/^scenarios: \([0-9]*\) hold, \([0-9]*\) fail.*/\1 \2/p' "$log")
  if [[ $status -ne 0 && ${failed:-0} -eq 0 ]]; then failed=1; fi
  tally "scenarios" "${passed:-0}" "${failed:-0}"
}

# The same tests run on both databases: a private PostgreSQL, unless MANUMIT_TEST_PG names one already.
use_postgres() {
  [[ -z ${MANUMIT_TEST_PG:-} ]] || return 0
  need postgres
  postgres_dir=$(mktemp -d)
  step "starting a private PostgreSQL"
  MANUMIT_TEST_PG=$(postgres_start "$postgres_dir")
  export MANUMIT_TEST_PG
  trap 'postgres_stop "$postgres_dir"' EXIT
}

run_server_tests() {
  local log=build/log/server-tests.log status=0 passed failed
  python3 tools/server_tests.py "$1" 2>&1 | tee "$log" || status=$?
  read -r passed failed < <(sed -n 's/^server tests: \([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p' "$log")
  if [[ $status -ne 0 && ${failed:-0} -eq 0 ]]; then failed=1; fi
  tally "server tests" "${passed:-0}" "${failed:-0}"
}

# Rooms that read what comes from outside, or hold keys: those that sanitizers look at in ./dev ci. `./dev test --asan` has all rooms;
# compiling the others once more would take half of the time of all lanes.
outside_rooms=(base calendar crypto db entity files gate htcds html iati lists match math net strip text vault)

test_outside_rooms() {
  local names
  names=$(IFS='|' && echo "${outside_rooms[*]}")
  step "building ${#outside_rooms[@]} rooms with sanitizers"
  ninja -C "$1" "${outside_rooms[@]/#/test_}"
  step "unit tests"
  run_unit_tests "$1" "^($names)(_[0-9]+)?\$"
}

# ./dev test [--asan [--outside]]
verb_test() {
  need build test
  use_testdata
  use_postgres
  local dir=build failed=0
  if [[ ${1:-} == --asan ]]; then
    need clang
    dir=build/asan
    export LSAN_OPTIONS=suppressions=$PWD/tools/dev/leaks.supp
    export ASAN_OPTIONS=detect_stack_use_after_return=1:$with_lines UBSAN_OPTIONS=print_stacktrace=1:$with_lines
    configure "$dir" "${sanitized_options[@]}"
    if [[ ${2:-} == --outside ]]; then
      test_outside_rooms "$dir"
      return
    fi
    step "building with sanitizers"
    ninja -C "$dir"
  else
    build_release
  fi
  step "unit tests"
  run_unit_tests "$dir" || failed=1
  step "scenarios"
  run_scenarios "$dir/manumit" || failed=1
  # Against the release build alone: they wait for things to happen within seconds.
  if [[ $dir == build ]]; then
    step "server tests"
    run_server_tests "$dir/manumit" || failed=1
  fi
  return "$failed"
}

verb_lint() {
  need build test lint
  if [[ ! -f build/compile_commands.json ]] || ! grep -q '^MANUMIT_TESTS:BOOL=ON' build/CMakeCache.txt; then
    configure build -DMANUMIT_TESTS=ON
  fi
  step "lint"
  python3 -m unittest discover -q -s tools/lint -p '*_test.py'
  python3 -m unittest discover -q -s tools/dev -p '*_test.py'
  local log=build/log/lint.log status=0
  python3 tools/lint/lint.py "$@" 2>&1 | tee "$log" || status=$?
  printf 'lint\t%s\t%s\n' "$(sed -n 's/^lint: \([0-9]*\) passed.*/\1/p' "$log")" \
    "$(sed -n 's/^lint: .*, \([0-9]*\) failed$/\1/p' "$log")" >>"${MANUMIT_TALLY:-/dev/null}"
  return "$status"
}

verb_fuzz() {
  local seconds=${1:-20}
  need build test clang
  configure build/asan "${sanitized_options[@]}"
  step "building the fuzz targets"
  ninja -C build/asan fuzz_targets
  local targets=()
  mapfile -t targets < <(cd fuzz && printf '%s\n' *_fuzz.cc | sed 's/\.cc$//')
  step "fuzzing ${#targets[@]} targets, $seconds s each, $(nproc) at a time"
  mkdir -p build/fuzz/result
  rm -f build/fuzz/result/*
  printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} tools/dev/fuzz_one.sh {} "$seconds" || [[ $? -eq 123 ]]
  local failed
  failed=$(find build/fuzz/result -name '*.failed' | wc -l)
  tally "fuzz targets" "$((${#targets[@]} - failed))" "$failed"
}

verb_bench() {
  local filter=${1:-} program programs=()
  need build test bench
  if [[ $filter == --peers ]]; then
    bench_peers
    return
  fi
  for program in bench/*_bench.cc; do
    program=$(basename "$program" .cc)
    [[ $program != *"$filter"* ]] || programs+=("$program")
  done
  if [[ ${#programs[@]} -gt 0 || server_bench == *"$filter"* ]]; then
    use_testdata
    use_postgres
    configure build -DMANUMIT_TESTS=ON -DMANUMIT_BENCH=ON
    step "building the benchmarks"
    ninja -C build manumit benchmarks
    for program in "${programs[@]}"; do
      step "$program"
      "build/bench/$program"
    done
  else
    build_release manumit
  fi
  if [[ server_bench == *"$filter"* ]]; then
    step "server_bench"
    bench/server_bench.py
  fi
  if [[ intake_bench == *"$filter"* ]]; then bench_intake; fi
  if [[ names_quality == *"$filter"* ]]; then
    step "names_quality"
    use_testdata
    bench/names_quality.py
  fi
}

# Our names engine beside others on the same pairs and the same core.
bench_peers() {
  use_testdata
  configure build -DMANUMIT_TESTS=ON -DMANUMIT_BENCH=ON
  step "building name_pairs_bench"
  ninja -C build name_pairs_bench
  step "peers"
  bench/peers.py
}

# Its PostgreSQL must force out what it commits; the one of the tests does not.
bench_intake() (
  need postgres
  local dir
  dir=$(mktemp -d)
  trap 'postgres_stop "$dir"' EXIT
  MANUMIT_BENCH_PG=$(postgres_start "$dir" durable)
  export MANUMIT_BENCH_PG
  step "intake_bench"
  bench/intake_bench.py --folder "$(dirname "$dir")"
)

# The same tests with a hundred times the random worlds, and minutes of fuzzing where ./dev ci takes seconds.
verb_soak() {
  need build test clang
  use_testdata
  use_postgres
  export MANUMIT_SOAK=${MANUMIT_SOAK:-100}
  local minutes=${MANUMIT_SOAK_FUZZ_MINUTES:-10} failed=0 test_timeout_s=86400
  build_release
  step "unit tests with MANUMIT_SOAK=$MANUMIT_SOAK (a day at most)"
  run_unit_tests build || failed=1
  ./dev fuzz $((minutes * 60)) || failed=1
  tools/dev/long_runs.sh "$MANUMIT_SOAK" "$minutes" >docs/long-runs.md
  echo "long runs: docs/long-runs.md"
  return "$failed"
}
