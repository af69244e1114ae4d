#!/bin/sh
# Valkey under its older name: see backup-valkey.sh.
exec /scripts/backup.sh valkey "$@"
