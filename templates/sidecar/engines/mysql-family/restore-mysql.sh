#!/bin/sh
# Puts a MySQL database, or the MariaDB database that stands in its place, back to the moment of a
# backup: all of it, or nothing.
#
#   restore-mysql.sh [--no-safety-backup] [--database NAME] [--key FILE] FILE|latest
#
# The file is restored into a new database first. Only when that has worked do its tables take the
# place of those that are there. The state before is saved as a safety backup, and the line that
# brings it back is printed.
engine=mysql
if [ ! -f /scripts/engine-mysql.sh ]; then engine=mariadb; fi
exec /scripts/restore.sh "$engine" "$@"
