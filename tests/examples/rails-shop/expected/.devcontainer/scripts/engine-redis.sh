# shellcheck shell=sh
# shellcheck disable=SC2034 # what is set here is used by the scripts that read this file
# What there is to know about Redis. Expects lib.sh.

FORMAT=rdb
TITLE=Redis
REDIS_PROGRAM=redis
REDIS_HOST=${REDIS_HOST:-redis}
# shellcheck disable=SC1091 # in this folder
. /scripts/redis-family.sh
