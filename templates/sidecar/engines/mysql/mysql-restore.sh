# shellcheck shell=sh
# shellcheck disable=SC1091 # in this folder
. /scripts/mysql-family-restore.sh
