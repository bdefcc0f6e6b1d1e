#!/usr/bin/env bash
# fuzz_one.sh TARGET SECONDS: runs one fuzz target over its seeds (fuzz/corpus/TARGET) and what earlier runs found
# (build/fuzz/corpus/TARGET). Prints one line; on a crash the end of the log and the input that caused it.
set -euo pipefail
target=$1 seconds=$2
found=build/fuzz/corpus/$target seeds=fuzz/corpus/$target log=build/fuzz/result/$target.log
artifacts=build/fuzz/artifacts/$target
mkdir -p "$found" "$artifacts"
dirs=("$found")
if [[ -d $seeds ]]; then dirs+=("$seeds"); fi
with_lines=external_symbolizer_path=/usr/bin/addr2line
export ASAN_OPTIONS=$with_lines UBSAN_OPTIONS=print_stacktrace=1:$with_lines
if "build/asan/$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -max_len=65536 -print_final_stats=1 \
  -artifact_prefix="$artifacts/" "${dirs[@]}" >"$log" 2>&1; then
  printf '  %-28s %9s runs   ok\n' "$target" "$(awk '/number_of_executed_units/ {print $2}' "$log")"
else
  touch "build/fuzz/result/$target.failed"
  report=$(printf '  %-28s FAILED; the end of %s:\n' "$target" "$log" && grep -vE '^#[0-9]+\s' "$log" | tail -n 45)
  printf '%s\n  input that shows it: %s\n' "$report" "$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)"
  exit 1
fi
