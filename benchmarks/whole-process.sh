#!/bin/bash
# Times whole processes, files to answer: the published command line (framework-dependent and ahead of time) and the naive program beside it.
# Usage: [AOT=0] benchmarks/whole-process.sh [USERS [RUNS]]; AOT=0 leaves out the last rows. Prints the least time of all runs and the largest peak; ratios are to the naive program.
set -euo pipefail
users=${1:-1000000}
runs=${2:-3}
. "$(dirname "$0")/processes.sh"
publish_cli
publish naive benchmarks/LicenseSync.Naive --self-contained false
world "$users"

declare -A first
row() { # NAME COMMAND...
    measure "$@"
    first[cpu]=${first[cpu]:-$cpu} first[wall]=${first[wall]:-$wall} first[peak]=${first[peak]:-$peak}
    awk -v name="$1" -v wall="$wall" -v cpu="$cpu" -v peak="$peak" -v fw="${first[wall]}" -v fc="${first[cpu]}" -v fp="${first[peak]}" -v answer="$(grep -m1 "^Licenses consumed" "$work/$1.out" | grep -oE "[0-9,]+" | head -1)" \
        'BEGIN { printf "| %s | %.2f s | %.1f x | %.2f s | %.1f x | %.0f MB | %.2f x | %s |\n", name, wall / 1e6, fw / wall, cpu / 1e3, fc / cpu, peak / 1024, peak / fp, answer }'
}

reconcile=(reconcile --server "$usage" --cloud "$licenses")
echo "| program | time | faster | user + system | less | peak memory | of naive | licenses |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
row naive "$work/naive/LicenseSync.Naive" "$licenses" "$usage"
row summary "$work/cli/LicenseSync.Cli" "${reconcile[@]}" --summary
row text "$work/cli/LicenseSync.Cli" "${reconcile[@]}"
row csv-people "$work/cli/LicenseSync.Cli" "${reconcile[@]}" --format csv
row json "$work/cli/LicenseSync.Cli" "${reconcile[@]}" --format json
if [ "$has_aot" = 1 ]; then
    row summary-aot "$work/aot/LicenseSync.Cli" "${reconcile[@]}" --summary
    row text-aot "$work/aot/LicenseSync.Cli" "${reconcile[@]}"
fi
