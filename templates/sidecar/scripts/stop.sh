#!/bin/sh
# Stops the backups and restores that are under way, and waits until they have tidied up. They leave no
# partial file, and no database half restored.
set -eu
# shellcheck disable=SC1091 # in this folder
. /scripts/lib.sh

# Each run has left the number of its process here.
for run in "$RUN_DIR"/[0-9]*; do
  if [ -e "$run" ]; then kill -TERM "${run##*/}" 2>/dev/null || rm -f "$run"; fi
done
for run in "$RUN_DIR"/[0-9]*; do
  while [ -e "$run" ] && kill -0 "${run##*/}" 2>/dev/null; do sleep 0.1; done
done
