#!/bin/sh
# Puts the databases of one engine back to the moment of a backup: all or nothing.
#
#   restore.sh ENGINE [--no-safety-backup] [--database NAME] [--key FILE] FILE|latest
#
#   --no-safety-backup   does not save the present state first
#   --database NAME      restores into this database of the server, not into the one that the file is of
#   --key FILE           the secret key of age for an encrypted backup; - reads it from standard input
set -eu
# shellcheck disable=SC1091 # in this folder
. /scripts/lib.sh

if [ $# -eq 0 ] || [ ! -f "/scripts/engine-$1.sh" ]; then
  echo "usage: restore.sh ENGINE [--no-safety-backup] [--database NAME] [--key FILE|-] FILE|latest" >&2
  echo "engines: $(engines | tr '\n' ' ')" >&2
  exit 2
fi

# keep_key FILE: a copy in memory of the secret key, for the time of the restore
keep_key() {
  PACK_KEY=$(mktemp -p /dev/shm)
  export PACK_KEY
  trap 'rm -f "$PACK_KEY"' EXIT
  cat -- "$1" > "$PACK_KEY"
}

if [ -z "${IN_RUN:-}" ]; then
  # standard input is read here, before the run goes into the background
  case " $* " in
    *' --key - '*)
      keep_key -
      /scripts/run.sh restore.sh "$@" || exit
      exit
      ;;
  esac
  exec /scripts/run.sh restore.sh "$@"
fi

# the restore runs as somebody else than root, who may not read a key that is root's
previous=
for argument; do
  if [ "$previous" = --key ] && [ "$argument" != - ]; then
    if [ ! -r "$argument" ]; then fail restore "the key \"$argument\" cannot be read"; fi
    keep_key "$argument"
  fi
  previous=$argument
done
if [ -n "${PACK_KEY:-}" ] && [ "$(id -u)" -eq 0 ]; then chown "$OWNER" "$PACK_KEY"; fi
as_fits "$1" /scripts/restore-one.sh "$@"
