#!/bin/sh
# Healthy means backed up: the scheduler lives, the last attempt for every engine succeeded, and its
# last backup is not older than the last time but one at which a backup was due. Docker runs this;
# 'docker inspect' shows the reason that it prints.
set -eu
# shellcheck disable=SC1091 # in this folder
. /scripts/lib.sh
# shellcheck disable=SC1091
. /scripts/files.sh
# shellcheck disable=SC1091
. /scripts/retention.sh
# shellcheck disable=SC1091
. /scripts/state.sh
# shellcheck disable=SC1091
. /scripts/offsite.sh

unhealthy() {
  echo "unhealthy: $*"
  exit 1
}

if ! pgrep -x supercronic > /dev/null; then unhealthy 'the scheduler does not run'; fi
if [ -f "$RUN_DIR/crontab.error" ]; then unhealthy "the crontab is not valid: $(cat "$RUN_DIR/crontab.error")"; fi
wrong=$(check_retention)
if [ -n "$wrong" ]; then unhealthy "$wrong"; fi

for engine in $(engines); do
  if reason=$(is_awaited "$engine"); then
    echo "$engine: $reason"
    continue
  fi
  last_attempt "$engine"
  if [ "$ATTEMPT" = failed ]; then unhealthy "$engine: the last backup failed: $ATTEMPT_REASON"; fi
  times=$(due "$engine")
  if [ -z "$times" ]; then unhealthy "$engine: no line of the crontab runs backup.sh for it"; fi
  last_but_one=$(printf '%s\n' "$times" | sed -n 2p)
  for set in $(expected_sets "$engine"); do
    success=$(last_success "$set")
    if [ "$success" -eq 0 ]; then unhealthy "$set: there is no backup yet"; fi
    if [ -n "$last_but_one" ] && [ "$success" -lt "$last_but_one" ]; then
      unhealthy "$set: the last backup is of $(day_and_time "$success"), and one was due at $(day_and_time "$last_but_one")"
    fi
    echo "$set: backed up at $(day_and_time "$success")"
  done
done
# the backups here are good all the same
copy_errors | sed 's/^/warning: /'
