# Shared by the scripts: where things are, and a progress line for long steps.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

say() { printf '%s\n' "── $*" >&2; }

# Runs a long command with its last line of output as a progress line; shows everything when it fails.
with_progress() {
    local title=$1 log start line
    shift
    log=$(mktemp)
    start=$SECONDS
    "$@" >"$log" 2>&1 &
    local pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        if [ -t 2 ]; then
            line=$(tail -n 1 "$log" | tr -d '\r' | cut -c1-90)
            printf '\r\033[K%s  %ds  %s' "$title" "$((SECONDS - start))" "$line" >&2
        fi
        sleep 1
    done
    local status=0
    wait "$pid" || status=$?
    [ -t 2 ] && printf '\r\033[K' >&2
    if [ "$status" -ne 0 ]; then
        cat "$log" >&2
        say "$title：失败 / failed ($((SECONDS - start)) s)"
    else
        say "$title ✓ ($((SECONDS - start)) s)"
    fi
    rm -f "$log"
    return "$status"
}
