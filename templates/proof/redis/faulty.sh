#!/bin/sh
# In redis-cli's place, REAL, when it does what it must not: HOW=halfway writes half a snapshot and says
# that all is well, HOW=fails writes a whole one and says that it failed.
case " $* " in
  *' --rdb '*) ;;
  *) exec "$REAL" "$@" ;;
esac
"$REAL" "$@" || exit
if [ "$HOW" = fails ]; then exit 7; fi
for file; do :; done
truncate -s $(($(stat -c %s "$file") / 2)) "$file"
