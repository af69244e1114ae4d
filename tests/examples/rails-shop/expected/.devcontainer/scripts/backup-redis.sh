#!/bin/sh
# Backs up Redis, every database of it, as /backup/redis-TIME.rdb: a snapshot of one moment.
#
#   backup-redis.sh     prints what it did; the file is good or it is not there
exec /scripts/backup.sh redis "$@"
