#!/bin/sh
# Puts Valkey back to the moment of a backup: every database of it, all or nothing.
#
#   restore-valkey.sh [--no-safety-backup] [--key FILE] FILE|latest
#
# The state before is saved as a safety backup, and the line that brings it back is printed.
exec /scripts/restore.sh valkey "$@"
