#!/bin/sh
# In mariadb-dump's place, REAL, when it does what it must not: HOW=halfway writes half a dump and says that all
# is well, HOW=fails writes a whole one and says that it failed.
if [ "$HOW" = fails ]; then
  "$REAL" "$@"
  exit 7
fi
"$REAL" "$@" | head -c 3000
