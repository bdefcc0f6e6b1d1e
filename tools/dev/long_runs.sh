#!/usr/bin/env bash
# long_runs.sh FACTOR FUZZ_MINUTES: what ./dev soak found, from its logs, as docs/long-runs.md (standard output).
set -euo pipefail
factor=$1 minutes=$2
cpu=$(awk -F': ' '/^model name/ {print $2; exit}' /proc/cpuinfo)
cat <<END
# Long runs

Written by \`./dev soak\`; do not edit. Random worlds: $factor times the usual count. Fuzzing: $minutes minutes a target.

- date: $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)
- machine: $(nproc) × ${cpu:-unknown}

| test program | seconds | result |
|---|---:|---|
END
awk '/^[0-9]+\/[0-9]+ Test: / { name = $3 } /^Test time = / { seconds = $4 } /^Test (Passed|Failed)/ { result = tolower($2); sub(/[.]/, "", result);
  printf "| %s | %s | %s |\n", name, seconds, result }' build/Testing/Temporary/LastTest.log
printf '\n| fuzz target | runs | result |\n|---|---:|---|\n'
for log in build/fuzz/result/*_fuzz.log; do
  name=$(basename "$log" .log)
  result=ok
  if [[ -e build/fuzz/result/$name.failed ]]; then result=failed; fi
  printf '| %s | %s | %s |\n' "$name" "$(awk '/number_of_executed_units/ {print $2}' "$log")" "$result"
done
