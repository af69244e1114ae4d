#!/bin/sh
# Backs up every database of this project, one engine after the other.
#
#   backup.sh [--snapshot NAME] [ENGINE…]     all of them when none is named
#
# One engine's failure stops no other. Exits 0 when every backup is good, 1 when one failed, 75 when
# another run is under way. A snapshot is a backup that retention leaves alone; a new one of the same
# name takes the old one's place.
set -eu
if [ -z "${IN_RUN:-}" ]; then exec /scripts/run.sh backup.sh "$@"; fi
# shellcheck disable=SC1091 # in this folder
. /scripts/lib.sh
# shellcheck disable=SC1091
. /scripts/files.sh
# shellcheck disable=SC1091
. /scripts/state.sh
# shellcheck disable=SC1091
. /scripts/offsite.sh

prefix=
if [ "${1:-}" = --snapshot ]; then
  case ${2:-} in
    '' | *[!A-Za-z0-9_-]*) fail backup "\"${2:-}\" is no name for a snapshot: letters, digits, - and _ make one" ;;
  esac
  prefix=snapshot-$2-
  shift 2
fi
if [ $# -eq 0 ]; then
  # shellcheck disable=SC2046 # engine names hold no spaces
  set -- $(engines)
fi
for engine; do
  if [ ! -f "/scripts/engine-$engine.sh" ]; then
    fail backup "there is no engine \"$engine\" here; there is: $(engines | tr '\n' ' ')"
  fi
done

# what a restore that was killed has left is not what a backup is wanted of; it says itself what fails
/scripts/recover.sh || true
failed=
for engine; do
  REASON_FILE=$STATE_DIR/$engine.reason
  export REASON_FILE
  rm -f "$REASON_FILE"
  # What was begun and has not ended counts as failed, and is written before the backup: on a full
  # disk there may be no room for it afterwards.
  if [ -z "$prefix" ] && ! record_attempt "$engine" running; then
    log "$engine" "error: the backup failed: nothing can be written to $STATE_DIR; is there no space left on the disk?" >&2
    failed="$failed $engine"
    continue
  fi
  result=ok
  as_fits "$engine" /scripts/backup-one.sh "$engine" "$prefix" || result=failed
  if [ "$result" = failed ]; then failed="$failed $engine"; fi
  if [ -z "$prefix" ]; then record_attempt "$engine" "$result" || true; fi
done

# Who wants to be told is told of what failed here, and of copies that could not be made.
told=$(for engine in $failed; do printf 'the backup of %s failed: %s\n' "$engine" "$(cat "$STATE_DIR/$engine.reason" 2>/dev/null || true)"; done; copy_errors)
if [ -z "$prefix" ]; then
  as_owner /scripts/notify.sh "$(if [ -n "$told" ]; then echo failed; else echo ok; fi)" "${told:-backed up: $*}" || true
fi
if [ -n "$failed" ]; then
  log backup "error: failed for$failed" >&2
  exit 1
fi
