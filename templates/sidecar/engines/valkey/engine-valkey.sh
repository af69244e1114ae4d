# shellcheck shell=sh
# shellcheck disable=SC2034 # what is set here is used by the scripts that read this file
# What there is to know about Valkey. It answers to Redis' names as well, and so do its settings, where
# nothing else here is called so. Expects lib.sh.

FORMAT=rdb
TITLE=Valkey
REDIS_PROGRAM=valkey
if [ -f /scripts/engine-redis.sh ]; then
  REDIS_HOST='' REDIS_PORT='' REDIS_USER='' REDIS_PASSWORD=''
fi
REDIS_HOST=${VALKEY_HOST:-${REDIS_HOST:-valkey}}
REDIS_PORT=${VALKEY_PORT:-${REDIS_PORT:-}}
REDIS_USER=${VALKEY_USER:-${REDIS_USER:-}}
REDIS_PASSWORD=${VALKEY_PASSWORD:-${REDIS_PASSWORD:-}}
# shellcheck disable=SC1091 # in this folder
. /scripts/redis-family.sh
