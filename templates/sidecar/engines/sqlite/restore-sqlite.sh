#!/bin/sh
# Puts a SQLite database back to the moment of a backup: all of it, or nothing.
#
#   restore-sqlite.sh [--no-safety-backup] [--database PATH] [--key FILE] FILE|latest
#
# Nothing needs to be stopped: whoever has the database open sees the restored data. The state before is
# saved as a safety backup, and the line that brings it back is printed.
exec /scripts/restore.sh sqlite "$@"
