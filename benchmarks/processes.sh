# What whole-process.sh and growth.sh share; sourced by them, which set $runs.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=${WORK:-${TMPDIR:-/tmp}/licensesync-whole-process}
mkdir -p "$work"

publish() { # NAME PROJECT OPTION...
    [ -x "$work/$1/${2##*/}" ] || dotnet publish "$root/$2" -c Release -v q -o "$work/$1" "${@:3}" > "$work/$1.log" || { echo "publishing $1 failed, see $work/$1.log" >&2; return 1; }
}

publish_cli() { # as cli, ready to run but still compiled anew where it is hot, and, where it can be compiled ahead of time and AOT is not 0, as aot
    local processors=()
    # Ahead of time nothing is compiled anew for the processor at hand; this is what those since 2015 or so have.
    [ "$(uname -m)" != x86_64 ] || processors=(-p:IlcInstructionSet=x86-64-v3)
    publish cli samples/LicenseSync.Cli --use-current-runtime --self-contained false -p:PublishReadyToRun=true
    has_aot=0
    if [ "${AOT:-1}" != 0 ] && publish aot samples/LicenseSync.Cli --use-current-runtime -p:PublishAot=true "${processors[@]}"; then has_aot=1; fi
}

world() { # USERS; sets $usage and $licenses, in $data and in the page cache
    data=$work/world-$1 usage=$work/world-$1/ghes-1.json licenses=$work/world-$1/consumed-licenses.json
    [ -f "$data/expected.json" ] || "$work/cli/LicenseSync.Cli" generate --users "$1" --instances 1 --seed 1 --out-dir "$data" > "$work/generate.log"
    cat "$usage" "$licenses" > /dev/null
}

measure() { # NAME COMMAND...; sets $wall (microseconds) and $cpu (milliseconds) to the least of all runs, since noise only adds, and $peak (kilobytes) to the largest
    local name=$1 start elapsed used kilobytes
    shift
    wall="" cpu="" peak=0
    for _ in $(seq "$runs"); do
        start=${EPOCHREALTIME/[.,]/}
        /usr/bin/time -f '%U %S %M' -o "$work/time" "$@" > "$work/$name.out"
        elapsed=$((${EPOCHREALTIME/[.,]/} - start))
        read -r used kilobytes < <(awk '{ printf "%.0f %d\n", ($1 + $2) * 1000, $3 }' "$work/time")
        wall=$((elapsed < ${wall:-elapsed} ? elapsed : ${wall:-elapsed}))
        cpu=$((used < ${cpu:-used} ? used : ${cpu:-used}))
        peak=$((kilobytes > peak ? kilobytes : peak))
    done
}
