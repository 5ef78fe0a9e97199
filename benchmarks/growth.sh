#!/bin/bash
# Shows how whole processes grow with the accounts: `inspect` of a usage export and `reconcile --summary`, framework-dependent and ahead of time.
# Usage: [AOT=0] [KEEP=1] [RUNS=3] benchmarks/growth.sh [USERS...]; KEEP=1 leaves the files, several GB for 5,000,000 accounts. What an account costs is counted above the smallest size: the start of a process is taken off.
set -euo pipefail
runs=${RUNS:-3}
[ $# -gt 0 ] || set -- 10000 100000 1000000 5000000
mapfile -t sizes < <(printf '%s\n' "$@" | sort -nu)
. "$(dirname "$0")/processes.sh"
publish_cli
programs=(cli)
[ "$has_aot" = 0 ] || programs+=(aot)

drop() { [ "${KEEP:-0}" = 1 ] || rm -rf "${data:-}"; }
trap drop EXIT

declare -A first rows
row() { # NAME COMMAND...
    measure "$@"
    first[$1]=${first[$1]:-$users $wall $peak}
    rows[$1]+=$(awk -v name="$1" -v users="$users" -v wall="$wall" -v peak="$peak" -v first="${first[$1]}" 'BEGIN {
        split(first, f)
        more = users - f[1]
        printf "| %s | %d | %.3f s | %s | %.0f MB | %s |", name, users, wall / 1e6, more ? sprintf("%.0f ns", (wall - f[2]) * 1e3 / more) : "", peak / 1024, more ? sprintf("%.0f B", (peak - f[3]) * 1024 / more) : ""
    }')$'\n'
}

for users in "${sizes[@]}"; do
    echo "$users accounts" >&2
    world "$users"
    for program in "${programs[@]}"; do
        row "inspect-$program" "$work/$program/LicenseSync.Cli" inspect "$usage" --format json
        row "summary-$program" "$work/$program/LicenseSync.Cli" reconcile --server "$usage" --cloud "$licenses" --summary
    done
    drop
done

echo "| program | accounts | time | time per account | peak memory | memory per account |"
echo "| --- | --- | --- | --- | --- | --- |"
for name in inspect summary; do
    for program in "${programs[@]}"; do
        printf '%s' "${rows[$name-$program]}"
    done
done
