# shellcheck shell=bash
# ./dev ci: the lanes one after another, each a run of ./dev itself; then a table and one closing line.

# lane NAME COMMAND...: runs the command, keeps its counts and its time.
lane() {
  local name=$1 status=0 start=$SECONDS tallied passed failed
  shift
  tallied=$(mktemp)
  printf '\n######## %s\n' "$name"
  MANUMIT_TALLY=$tallied "$@" || status=$?
  read -r passed failed < <(awk -F'\t' '{ p += $2; f += $3 } END { print p + 0, f + 0 }' "$tallied")
  rm -f "$tallied"
  if [[ $status -ne 0 && $failed -eq 0 ]]; then failed=1; fi
  if [[ $status -eq 0 && $passed -eq 0 ]]; then passed=1; fi
  ci_passed=$((ci_passed + passed))
  ci_failed=$((ci_failed + failed))
  ci_table+=$(printf '%-34s %6d s %7d passed %5d failed' "$name" "$((SECONDS - start))" "$passed" "$failed")$'\n'
  printf '######## %s: %d s\n' "$name" "$((SECONDS - start))"
}

# A command in a clean clone of HEAD: what was not committed is missed there. The compiler's cache makes the build short. (The build
# server's own checkout is a clean clone too, so that its first lane is the other command of the README.)
in_clean_clone() {
  local clone status=0
  clone=$(mktemp -d)
  # The checkout may belong to another account than the one that runs this.
  printf '[safe]\n\tdirectory = *\n' >"$clone/gitconfig"
  GIT_CONFIG_GLOBAL=$clone/gitconfig git clone -q "$PWD" "$clone/manumit" &&
    (cd "$clone/manumit" && "$@") || status=$?
  rm -rf "$clone"
  return "$status"
}

verb_ci() {
  ci_passed=0 ci_failed=0 ci_table=""
  SECONDS=0
  need build test clang lint
  lane "g++: build, tests, scenarios" ./dev test
  lane "clang: ASan and UBSan" ./dev test --asan --outside
  # The worker's pages in three scripts, one from right to left; ./dev browser alone reads all sixteen languages (some six minutes).
  lane "browser: pages, walks, axe" env MANUMIT_WORKER_LANGUAGES="en ko ar" ./dev browser
  lane "lint" ./dev lint
  lane "fuzz, 6 s a target" ./dev fuzz 6
  lane "clean clone: ./dev demo" in_clean_clone ./dev demo
  printf '\n%s%s\n' "$ci_table" "all lanes: $SECONDS s"
  echo "$ci_passed passed, $ci_failed failed"
  [[ $ci_failed -eq 0 ]]
}
