#!/bin/sh
# Puts a PostgreSQL database back to the moment of a backup: all of it, or nothing.
#
#   restore-postgres.sh [--no-safety-backup] [--database NAME] [--key FILE] FILE|latest
#
# The file is restored into a new database first. Only when that has worked do the two change names,
# in one transaction; clients that were connected to the old one are disconnected. The state before
# is saved as a safety backup, and the line that brings it back is printed.
exec /scripts/restore.sh postgres "$@"
