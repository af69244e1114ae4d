#!/bin/sh
# Puts right what a run has left that was killed: partial files, a database closed to connections, a
# Redis that is still a replica. The container runs it when it starts, and every backup before it begins.
set -eu
if [ -z "${IN_RUN:-}" ]; then exec /scripts/run.sh recover.sh; fi
# shellcheck disable=SC1091 # in this folder
. /scripts/lib.sh
# shellcheck disable=SC1091
. /scripts/files.sh

remove_leftovers
status=0
for engine in $(engines); do
  if [ -f "$STATE_DIR/$engine.restoring" ]; then as_fits "$engine" /scripts/restore-one.sh "$engine" --recover || status=1; fi
done
exit "$status"
