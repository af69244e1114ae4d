#!/bin/sh
# Restores one database; restore.sh runs it, and recover.sh with --recover.
#
#   restore-one.sh ENGINE [OPTION…] FILE|latest|--recover     see restore.sh
#
# What the engine's own file (ENGINE-restore.sh) has to know: check_target, has_target, restore_file,
# put_right for what a restore leaves that failed or was killed, and tidy where something is started.
set -eu
# shellcheck disable=SC3040 # POSIX since 2024; every shell on Alpine has it
set -o pipefail
for part in lib files pack state; do
  # shellcheck disable=SC1090 # in this folder
  . "/scripts/$part.sh"
done

engine=$1
shift
tidy() { :; }
# shellcheck disable=SC1090
. "/scripts/engine-$engine.sh"
# shellcheck disable=SC1090
. "/scripts/$engine-restore.sh"

usage() {
  echo "usage: restore-$engine.sh [--no-safety-backup] [--database NAME] [--key FILE|-] FILE|latest" >&2
  exit 2
}
safety=yes
wanted=
DATABASE=
while [ $# -gt 0 ]; do
  case $1 in
    --no-safety-backup) safety=no ;;
    --database | --key)
      if [ $# -lt 2 ]; then usage; fi
      # restore.sh has put the key where PACK_KEY says
      if [ "$1" = --database ]; then DATABASE=$2; fi
      shift
      ;;
    --recover) wanted=$1 ;;
    -*) usage ;;
    *) if [ -n "$wanted" ]; then usage; fi; wanted=$1 ;;
  esac
  shift
done
if [ -z "$wanted" ]; then usage; fi

journal=$STATE_DIR/$engine.restoring
errors=$(mktemp)
work=$(mktemp -d)
cleanup() {
  explain "$engine" $?
  trap '' TERM INT HUP
  if [ -f "$journal" ]; then put_right || log "$engine" "warning: the restore could not be tidied up; the next start tries again" >&2; fi
  tidy
  rm -rf "$errors" "$work"
}
trap cleanup EXIT
trap 'exit 143' TERM INT HUP

# choose_file: sets FILE, and DATABASE where it was not named
choose_file() {
  set=$engine
  if [ "$wanted" = latest ]; then
    if [ -n "$DATABASE" ]; then set=$(set_of "$engine" "$DATABASE"); fi
  else
    set=$(set_of_name "${wanted##*/}")
    # a file that was renamed is taken for one of the project's own database
    if [ -z "$set" ] || [ "$(engine_of "$set")" != "$engine" ]; then set=$engine; fi
  fi
  find_backup "$set" "$wanted"
  if [ -z "$DATABASE" ]; then DATABASE=$(database_of "$set"); fi
}

# check_file: what was written, whole, and readable with the key that was given
check_file() {
  if ! check_sum "$FILE"; then fail "$engine" "\"$FILE\" is not what was written: its checksum differs; nothing was changed"; fi
  if [ "$(kind_of "$FILE")" = age ]; then
    if [ -z "${PACK_KEY:-}" ]; then fail "$engine" "\"$FILE\" is encrypted: give the secret key with --key FILE; nothing was changed"; fi
    if ! age -d -i "$PACK_KEY" < "$FILE" 2> "$errors" > /dev/null; then fail "$engine" "\"$FILE\" cannot be decrypted with this key: $(why "$errors"); nothing was changed"; fi
  fi
  if ! content=$(unpack "$FILE" 2>/dev/null | check_dump); then fail "$engine" "\"$FILE\" is not a whole backup of $engine; nothing was changed"; fi
}

# save_state: the undo
save_state() {
  undo=
  if [ "$safety" = no ]; then return 0; fi
  if ! has_target; then
    log "$engine" "there is no database \"$DATABASE\" now, so there is nothing to save first"
    return 0
  fi
  log "$engine" 'saving the present state first'
  if ! /scripts/backup-one.sh "$engine" safety- "$DATABASE"; then
    fail "$engine" 'the present state could not be saved, so nothing was changed; --no-safety-backup restores without'
  fi
  undo=$(backups "safety-$(set_of "$engine" "$DATABASE")" | tail -n 1)
}

wait_for_server
if [ "$wanted" = --recover ]; then
  if [ -f "$journal" ]; then
    put_right
    log "$engine" 'tidied up after a restore that was interrupted; the database is as before it or as meant by it'
  fi
  exit 0
fi

choose_file
check_file
if [ -f "$journal" ]; then put_right; fi
check_target
save_state
started=$(date +%s)
restore_file
log "$engine" "restored $(describe "$DATABASE" "$content") to the moment of ${FILE##*/}"
remember "$engine" restored "${FILE##*/}" "$(size_of "$FILE")" $(($(date +%s) - started)) "$content"
if [ -n "$undo" ]; then
  printf '%s\n' "$undo" > "$STATE_DIR/$engine.undo"
  # by the container's own name: that needs no compose file, and no folder to be in
  log "$engine" "to undo: docker exec $(hostname) /scripts/restore-$engine.sh $BACKUP_DIR/$undo"
fi
