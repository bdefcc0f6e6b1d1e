#!/usr/bin/env bash
# fuzz_long.sh TARGET CPU_SECONDS RUNS: runs one fuzz target of build/asan in slices, until it has had both so much
# processor time (not time on the wall) and so many runs, in this call and in earlier ones. Each slice is a line of
# build/fuzz/long/TARGET.tsv: seconds of processor, runs, coverage at its end; so a run that was stopped goes on. Works
# on a copy of the program, at the lowest priority. Ends with 1 where an input broke the target.
# MANUMIT_FUZZ_SLICE: seconds of one slice. MANUMIT_FUZZ_LONGEST: bytes of the longest input; short ones run oftener.
set -euo pipefail
target=$1 want_seconds=$2 want_runs=$3 slice=${MANUMIT_FUZZ_SLICE:-120} longest=${MANUMIT_FUZZ_LONGEST:-65536}
folder=build/fuzz/long found=build/fuzz/corpus/$target seeds=fuzz/corpus/$target artifacts=build/fuzz/artifacts/$target
mkdir -p "$folder" "$found" "$artifacts"
program=$folder/$target.copy tsv=$folder/$target.tsv log=$folder/$target.log
cp "build/asan/$target" "$program"
touch "$tsv"
dirs=("$found")
if [[ -d $seeds ]]; then dirs+=("$seeds"); fi
with_lines=external_symbolizer_path=/usr/bin/addr2line:malloc_context_size=5
export ASAN_OPTIONS=$with_lines UBSAN_OPTIONS=print_stacktrace=1:$with_lines
had() { awk -v want_s="$want_seconds" -v want_r="$want_runs" '{ s += $1; r += $2 } END { exit !(s >= want_s && r >= want_r) }' "$tsv"; }
while ! had; do
  status=0
  TIMEFORMAT='%U %S'
  spent=$({ time chrt -i 0 "$program" -max_total_time="$slice" -timeout=900 -rss_limit_mb=3000 -max_len="$longest" -reload=0 \
    -print_final_stats=1 -artifact_prefix="$artifacts/" "${dirs[@]}" >"$log" 2>&1; } 2>&1) || status=$?
  awk -v spent="$spent" '/number_of_executed_units/ { runs = $2 } / cov: / { cov = $4 }
    END { split(spent, s, " "); printf "%.1f\t%d\t%s\n", s[1] + s[2], runs, cov }' "$log" >>"$tsv"
  if [[ $status -ne 0 ]]; then
    grep -vE '^#[0-9]+\s' "$log" | tail -n 45
    exit 1
  fi
done
awk -v target="$target" '{ s += $1; r += $2; cov[NR] = $3; at[NR] = s } END {
  for (i = 1; i <= NR; ++i) if (at[i] >= s - 900) { before = cov[i]; break }
  printf "%s: %d s of processor, %d runs, coverage %s (%s fifteen minutes before)\n", target, s, r, cov[NR], before }' "$tsv"
