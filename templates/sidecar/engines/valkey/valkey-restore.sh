# shellcheck shell=sh
# shellcheck disable=SC1091 # in this folder
. /scripts/redis-family-restore.sh
