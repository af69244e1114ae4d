#!/bin/sh
# Starts the backup container, and is its first process.
#
#   entrypoint.sh             puts right what a killed run has left, waits for the databases, runs the
#                             schedule, and backs up at once what was missed while nothing ran
#   entrypoint.sh COMMAND…    runs the command instead ('docker compose run db-backup …')
# shellcheck disable=SC2317 # stop is called by the trap
set -eu
# shellcheck disable=SC1091 # in this folder
. /scripts/lib.sh
# shellcheck disable=SC1091
. /scripts/files.sh
# shellcheck disable=SC1091
. /scripts/retention.sh
# shellcheck disable=SC1091
. /scripts/state.sh

mkdir -p "$RUN_DIR"
if [ $# -gt 0 ]; then exec "$@"; fi

# The crontab that people edit is mounted with its folder, because many editors replace the file.
edited=/etc/db-backup/crontab
if [ ! -f "$edited" ]; then edited=/etc/crontab.default; fi
scheduler=
tick=
job=

# Docker signals this process alone, and supercronic does not pass signals on: stop.sh ends the runs,
# those of 'docker compose exec' too.
stop() {
  trap '' TERM INT
  log sidecar 'stopping'
  if [ -n "$scheduler" ]; then kill -TERM "$scheduler" 2>/dev/null || true; fi
  if [ -n "$tick" ]; then kill "$tick" 2>/dev/null || true; fi
  /scripts/stop.sh
  exit 0
}
trap stop TERM INT

# run_job SCRIPT [ARGUMENT…]: in the background, so that a signal is heard meanwhile
run_job() {
  /scripts/run.sh "$@" &
  job=$!
  wait "$job" && result=0 || result=$?
  return "$result"
}

# take_crontab: a crontab that supercronic accepts comes into force; of another one, the reason is
# kept for the health check, and the schedule stays as it was
take_crontab() {
  if [ -f "$RUN_DIR/crontab.seen" ] && cmp -s "$edited" "$RUN_DIR/crontab.seen"; then return 0; fi
  cp "$edited" "$RUN_DIR/crontab.seen"
  sed 's/\r$//' "$edited" > "$RUN_DIR/crontab.new"
  if ! supercronic -test "$RUN_DIR/crontab.new" > "$RUN_DIR/crontab.check" 2>&1; then
    why "$RUN_DIR/crontab.check" > "$RUN_DIR/crontab.error"
    log sidecar "error: the crontab is not valid, so the schedule stays as it was: $(cat "$RUN_DIR/crontab.error")" >&2
    return 0
  fi
  rm -f "$RUN_DIR/crontab.error"
  mv "$RUN_DIR/crontab.new" "$CRONTAB"
  log sidecar "schedule: $(grep -v -E '^[[:space:]]*(#|$)' "$CRONTAB" | tr '\n' ';' | sed 's/;$//')"
  if [ -n "$scheduler" ]; then kill -USR2 "$scheduler"; fi
}

# missed ENGINE: whether a backup was due and there is none since, or the last attempt failed. What
# failed is tried again at the start and then every ten minutes. The scheduler has the first minute
# and a half of a due time for itself.
missed() {
  if is_awaited "$1" > /dev/null; then return 1; fi
  now=$(date +%s)
  last_attempt "$1"
  if [ "$ATTEMPT" = failed ]; then
    [ "$ATTEMPT_AT" -lt "$STARTED" ] || [ "$now" -ge $((ATTEMPT_AT + 600)) ]
    return
  fi
  last_due=$(due "$1" | head -n 1)
  success=$(for set in $(expected_sets "$1"); do last_success "$set"; done | sort -n | head -n 1)
  if [ -z "$last_due" ] || [ "$success" -ge "$last_due" ]; then return 1; fi
  [ "$success" -eq 0 ] || [ "$now" -ge $((last_due + 90)) ]
}

catch_up() {
  wanted=
  for engine in $(engines); do
    if missed "$engine"; then wanted="$wanted $engine"; fi
  done
  if [ -z "$wanted" ]; then return 0; fi
  # somebody's own run is just as good; the next round looks again
  if ! is_idle; then return 0; fi
  log sidecar "backing up what was missed:$wanted"
  # shellcheck disable=SC2086 # engine names hold no spaces
  BACKUP_KIND=missed run_job backup.sh $wanted || true
}

STARTED=$(date +%s)
: > "$LOG_FILE"
rm -f "$RUN_DIR"/*
cp /etc/crontab.default "$CRONTAB"
wrong=$(check_retention)
if [ -n "$wrong" ]; then log sidecar "error: $wrong; until it is, nothing is deleted" >&2; fi
take_crontab
run_job recover.sh || true
BACKUP_KIND=scheduled supercronic -no-reap -passthrough-logs -quiet "$CRONTAB" &
scheduler=$!

slept=$(date +%s)
while kill -0 "$scheduler" 2>/dev/null; do
  # after the laptop has slept, the scheduler's timers are late by as long
  if [ $(($(date +%s) - slept)) -gt 120 ]; then kill -USR2 "$scheduler"; fi
  take_crontab
  catch_up
  slept=$(date +%s)
  sleep 10 &
  tick=$!
  wait "$tick" || true
done
log sidecar 'error: the scheduler has stopped' >&2
exit 1
