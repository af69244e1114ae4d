#!/bin/sh
# In sqlite3's place, REAL, when it does what it must not: HOW=halfway leaves half a copy and says that all
# is well, HOW=fails writes a whole one and says that it failed.
case " $* " in
  *'VACUUM INTO'*) ;;
  *) exec "$REAL" "$@" ;;
esac
"$REAL" "$@" || exit
if [ "$HOW" = fails ]; then exit 7; fi
for statement; do :; done
copy=${statement#*\'}
copy=${copy%\'*}
truncate -s $(($(stat -c %s "$copy") / 2)) "$copy"
