#!/bin/sh
# Puts a MariaDB database back to the moment of a backup: all of it, or nothing.
#
#   restore-mariadb.sh [--no-safety-backup] [--database NAME] [--key FILE] FILE|latest
#
# The file is restored into a new database first. Only when that has worked do its tables take the
# place of those that are there. The state before is saved as a safety backup, and the line that
# brings it back is printed.
exec /scripts/restore.sh mariadb "$@"
