#!/bin/sh
# Runs one of the scripts in this folder: alone, and so that it can be stopped.
#
#   run.sh SCRIPT [ARGUMENT…]
#
# Exits with the script's own status, or with 75 when another run is under way.
# shellcheck disable=SC2317 # stop is called by the traps
set -eu
# shellcheck disable=SC1091 # in this folder
. /scripts/lib.sh

script=$1
shift
subject=${script%.sh}

if [ ! -d "$BACKUP_DIR" ]; then fail "$subject" "there is no folder $BACKUP_DIR"; fi

# Dumps belong to whoever owns the folder on the host, so that nobody needs root to delete them.
OWNER=$(stat -c %u:%g "$BACKUP_DIR")
export OWNER
if [ "$(id -u)" -eq 0 ]; then
  # docker-cp reaches the Docker socket through its group
  if [ -S /var/run/docker.sock ]; then OWNER=${OWNER%:*}:$(stat -c %g /var/run/docker.sock); fi
  touch "$LOG_FILE" && chown "$OWNER" "$LOG_FILE"
fi
if ! as_owner mkdir -p -m 700 "$STATE_DIR" 2>/dev/null || ! as_owner touch "$STATE_DIR/lock" 2>/dev/null; then
  fail "$subject" "$BACKUP_DIR cannot be written by its owner (uid ${OWNER%:*}): make .devcontainer/backups writable with chmod u+w, or mount it writable"
fi

# The lock lies in the folder itself: it holds for 'docker compose run' as well. The script and its
# children inherit it, so it is free only when the last of them has ended.
exec 9< "$STATE_DIR/lock"
if ! flock -n 9; then
  log "$subject" "another backup or restore is under way: $(cat "$STATE_DIR/running" 2>/dev/null || echo unknown)" >&2
  exit 75
fi
# of a run as root that was killed
give_to_owner "$STATE_DIR"
printf '%s since %s\n' "$script" "$(date +%H:%M:%S)" | as_owner tee "$STATE_DIR/running" > /dev/null

load_secrets
export IN_RUN=1

# A signal has to reach pg_dump as well as the script: they are one process group of their own.
child=
status=0
stopped=
watchdog=
stop() {
  stopped=$1
  if [ -z "$child" ]; then exit "$1"; fi
  kill -TERM "-$child" 2>/dev/null || kill -TERM "$child" 2>/dev/null || true
  # whoever does not listen is ended before Docker's own grace period is over
  (sleep 15 && kill -KILL "-$child") 9<&- > /dev/null 2>&1 &
  watchdog=$!
}
trap 'stop 143' TERM
trap 'stop 130' INT
trap 'stop 129' HUP
trap 'rm -f "$RUN_DIR/$$"' EXIT
: > "$RUN_DIR/$$"

setsid "/scripts/$script" "$@" &
child=$!
while :; do
  wait "$child" && status=0 || status=$?
  # a signal ends the wait before the child has ended
  if ! kill -0 "$child" 2>/dev/null; then break; fi
done
if [ -n "$stopped" ]; then
  # the script may be gone before those that it started have tidied up
  while kill -0 "-$child" 2>/dev/null; do sleep 0.1; done
  kill "$watchdog" 2>/dev/null || true
  log "$subject" "stopped by a signal; no backup was touched" >&2
  exit "$stopped"
fi
exit "$status"
