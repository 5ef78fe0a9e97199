#!/bin/bash
# Times whole processes, files to answer: the published command line (framework-dependent and ahead of time) and the naive program beside it.
# Usage: [AOT=0] benchmarks/whole-process.sh [USERS [RUNS]]; AOT=0 leaves out the last rows. Prints the least time of all runs, since noise only adds, and the largest peak; ratios are to the naive program.
set -euo pipefail
users=${1:-1000000}
runs=${2:-3}
root=$(cd "$(dirname "$0")/.." && pwd)
work=${WORK:-${TMPDIR:-/tmp}/licensesync-whole-process}
data=$work/world-$users
mkdir -p "$work"

publish() { # NAME PROJECT OPTION...
    [ -x "$work/$1/${2##*/}" ] || dotnet publish "$root/$2" -c Release -v q -o "$work/$1" "${@:3}" > "$work/$1.log" || { echo "publishing $1 failed, see $work/$1.log" >&2; return 1; }
}
publish cli samples/LicenseSync.Cli --self-contained false
publish naive benchmarks/LicenseSync.Naive --self-contained false
[ "${AOT:-1}" = 0 ] || publish aot samples/LicenseSync.Cli --use-current-runtime -p:PublishAot=true || true
[ -f "$data/expected.json" ] || "$work/cli/LicenseSync.Cli" generate --users "$users" --instances 1 --seed 1 --out-dir "$data" > "$work/generate.log"

declare -A first
measure() { # NAME COMMAND...
    local name=$1 best_cpu="" best_wall="" peak=0 wall cpu kilobytes
    shift
    for _ in $(seq "$runs"); do
        /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" > "$work/$name.out"
        read -r wall cpu kilobytes < <(awk '{ print $1, $2 + $3, $4 }' "$work/time")
        if [ -z "$best_cpu" ] || awk "BEGIN { exit !($cpu < $best_cpu) }"; then best_cpu=$cpu; fi
        if [ -z "$best_wall" ] || awk "BEGIN { exit !($wall < $best_wall) }"; then best_wall=$wall; fi
        peak=$((kilobytes > peak ? kilobytes : peak))
    done
    first[cpu]=${first[cpu]:-$best_cpu} first[wall]=${first[wall]:-$best_wall} first[peak]=${first[peak]:-$peak}
    awk -v name="$name" -v wall="$best_wall" -v cpu="$best_cpu" -v peak="$peak" -v fw="${first[wall]}" -v fc="${first[cpu]}" -v fp="${first[peak]}" -v answer="$(grep -m1 "^Licenses consumed" "$work/$name.out" | grep -oE "[0-9,]+" | head -1)" \
        'BEGIN { printf "| %s | %.2f s | %.1f x | %.2f s | %.1f x | %.0f MB | %.2f x | %s |\n", name, wall, fw / wall, cpu, fc / cpu, peak / 1024, peak / fp, answer }'
}

reconcile=(reconcile --server "$data/ghes-1.json" --cloud "$data/consumed-licenses.json")
cat "$data/ghes-1.json" "$data/consumed-licenses.json" > /dev/null
echo "| program | time | faster | user + system | less | peak memory | of naive | licenses |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
measure naive "$work/naive/LicenseSync.Naive" "$data/consumed-licenses.json" "$data/ghes-1.json"
measure summary "$work/cli/LicenseSync.Cli" "${reconcile[@]}" --summary
measure text "$work/cli/LicenseSync.Cli" "${reconcile[@]}"
measure csv-people "$work/cli/LicenseSync.Cli" "${reconcile[@]}" --format csv
measure json "$work/cli/LicenseSync.Cli" "${reconcile[@]}" --format json
if [ -x "$work/aot/LicenseSync.Cli" ]; then
    measure summary-aot "$work/aot/LicenseSync.Cli" "${reconcile[@]}" --summary
    measure text-aot "$work/aot/LicenseSync.Cli" "${reconcile[@]}"
fi
