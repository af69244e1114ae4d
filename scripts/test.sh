#!/bin/sh
# Every check and every test; what is missing for them is installed, through npm and, as root on
# Debian, apt. Tests that need a Docker engine are skipped, visibly, where none is running, unless
# DOCKSTART_REQUIRE_ALL=1. The last line counts what passed and what failed.
set -eu
cd "$(dirname "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
deno() { scripts/deno.sh "$@"; }

# what the tests run besides deno and docker: a linter, the shells that have completions, Homebrew's
# language, and a browser for the status page
missing=
for program in shellcheck zsh fish man ruby chromium; do
  if command -v "$program" > /dev/null; then continue; fi
  if [ "$program" = man ]; then missing="$missing man-db"; else missing="$missing $program"; fi
done
if [ -n "$missing" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
  echo "installing$missing"
  # shellcheck disable=SC2086 # package names hold no spaces
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } > "$log" 2>&1 ||
    cat "$log"
fi

passed=0
failed=0
# check NAME COMMAND…: one more line of the count
check() {
  name=$1
  shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $name"; fi
}

# tests NAME TASK: adds up what 'deno test' has counted
tests() {
  name=$1
  shift
  status=0
  NO_COLOR=1 deno "$@" > "$log" 2>&1 || status=$?
  cat "$log"
  summary=$(grep -E '^(ok|FAILED) \| [0-9]+ passed' "$log" | tail -n 1 || true)
  ours=$(printf '%s' "$summary" | sed -n 's/^.* | \([0-9]*\) failed.*$/\1/p')
  passed=$((passed + $(printf '%s' "$summary" | sed -n 's/^[A-Za-z]* | \([0-9]*\) passed.*$/\1/p' | grep . || echo 0)))
  # a run that fails without a failing test (it did not even start) is a failure too
  if [ "$status" -ne 0 ] && [ "${ours:-0}" -eq 0 ]; then ours=1; echo "FAILED: $name (exit $status)"; fi
  failed=$((failed + ${ours:-0}))
}

check 'formatting' deno fmt --check --quiet
check 'lint' deno lint --quiet
check 'types' deno check --quiet main.ts scripts tests
tests 'unit tests' task test
tests 'end-to-end tests' task test:e2e
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
