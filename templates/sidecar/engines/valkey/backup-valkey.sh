#!/bin/sh
# Backs up Valkey, every database of it, as /backup/valkey-TIME.rdb: a snapshot of one moment.
#
#   backup-valkey.sh     prints what it did; the file is good or it is not there
exec /scripts/backup.sh valkey "$@"
