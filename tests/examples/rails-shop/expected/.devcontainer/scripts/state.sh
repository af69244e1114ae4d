# shellcheck shell=sh
# shellcheck disable=SC2034 # what is set here is used by the scripts that read this file
# What is remembered of the runs, for the health check, the scheduler and 'dockstart status'.
# Expects lib.sh and files.sh.

# crontab that is in force: checked, and copied from the one that people edit
CRONTAB=$RUN_DIR/crontab

# due ENGINE: the last two times at which a backup was due, newest first
due() { awk -v now="$(date +%s)" -v engine="$1" -f /scripts/due.awk "$CRONTAB"; }

# expected_sets ENGINE: what its last run backed up; before the first one, its own database
expected_sets() { grep . "$STATE_DIR/$1.sets" 2>/dev/null || printf '%s\n' "$1"; }

# last_success SET: when its newest good backup was begun, in seconds; 0 when there is none. A name
# from the future, left by a clock that was wrong, says nothing.
last_success() {
  now=$(date +%s)
  backups "$1" | while read -r name; do
    stamp=$(stamp_of "$name")
    day=${stamp%T*}
    time=$(printf '%s' "${stamp#*T}" | tr - :)
    at=$(date -d "$day $time" +%s 2>/dev/null || echo 0)
    if [ "$at" -le $((now + 60)) ]; then echo "$at"; fi
  done | tail -n 1 | grep . || echo 0
}

# record_attempt ENGINE RESULT: what became of the last run for it, or that one is under way. Where the
# folder takes nothing any more (a full disk), the container remembers that the run failed.
record_attempt() {
  # shellcheck disable=SC2016 # for the shell that runs as the owner
  if printf '%s %s %s\n' "$(date +%s)" "$2" "$(cat "$REASON_FILE" 2>/dev/null || true)" |
    as_owner sh -c 'cat > "$1.new" && mv "$1.new" "$1"' - "$STATE_DIR/$1.attempt" 2>/dev/null; then
    rm -f "$RUN_DIR/$1.attempt"
  else
    printf '%s failed nothing can be written to %s\n' "$(date +%s)" "$STATE_DIR" > "$RUN_DIR/$1.attempt"
    return 1
  fi
}

# last_attempt ENGINE: sets ATTEMPT_AT, ATTEMPT (ok, failed, running or empty) and ATTEMPT_REASON
last_attempt() {
  ATTEMPT_AT=0
  ATTEMPT=
  ATTEMPT_REASON=
  for file in "$STATE_DIR/$1.attempt" "$RUN_DIR/$1.attempt"; do
    if [ -f "$file" ]; then read -r ATTEMPT_AT ATTEMPT ATTEMPT_REASON < "$file" || true; fi
  done
  if [ "$ATTEMPT" = running ] && is_idle; then
    ATTEMPT=failed
    ATTEMPT_REASON='it was interrupted'
  fi
}

# is_idle: whether no backup and no restore is under way
is_idle() { [ ! -e "$STATE_DIR/lock" ] || flock -n "$STATE_DIR/lock" true; }

# remember ENGINE RESULT NAME BYTES SECONDS TEXT: one more line of the history. RESULT is ok, failed or
# restored; TEXT is what the backup holds (tables with rows, keys), or why it failed.
remember() {
  {
    { tail -n 999 "$STATE_DIR/history" 2>/dev/null || true; }
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$(date +%s)" "$1" "${BACKUP_KIND:-manual}" "$2" "$3" "$4" "$5" "$6"
  } > "$STATE_DIR/history.new" && mv "$STATE_DIR/history.new" "$STATE_DIR/history"
}

day_and_time() { date -d "@$1" '+%Y-%m-%d %H:%M'; }
