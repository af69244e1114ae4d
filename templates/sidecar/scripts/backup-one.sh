#!/bin/sh
# Backs up the databases of one engine; backup.sh runs it, and a restore before it begins.
#
#   backup-one.sh ENGINE [PREFIX [DATABASE]]     PREFIX: "safety-" or "snapshot-NAME-"
#
# What the engine's own file (engine-ENGINE.sh) has to know: main_database, list_databases,
# wait_for_server, dump, check_dump, describe, companion where something belongs beside the dump, and
# nothing_yet where it is no failure that there is nothing to dump.
# shellcheck disable=SC2317 # cleanup is called by the trap
set -eu
# shellcheck disable=SC3040 # POSIX since 2024; every shell on Alpine has it
set -o pipefail
for part in lib files pack retention state offsite; do
  # shellcheck disable=SC1090 # in this folder
  . "/scripts/$part.sh"
done

engine=$1
prefix=${2:-}
companion() { :; }
# shellcheck disable=SC1090
. "/scripts/engine-$engine.sh"

errors=$(mktemp)
NAME=
several=
cleanup() {
  status=$?
  explain "$engine" "$status"
  trap '' TERM INT HUP
  if [ "$status" -ne 0 ] && [ -z "$several" ]; then remember "$engine" failed "${NAME:--}" 0 0 "$(cat "${REASON_FILE:-/dev/null}")"; fi
  rm -f "$errors"
  forget_keys
  if [ -n "$NAME" ]; then discard "$NAME"; fi
}
trap cleanup EXIT
trap 'exit 143' TERM INT HUP

# write_dump DATABASE: its dump, packed, in PARTIAL. Some tools write to a file only.
write_dump() {
  if [ "$FORMAT" = sql ]; then
    dump "$1" | pack "$NAME" > "$PARTIAL"
    return
  fi
  raw=$BACKUP_DIR/.$NAME.raw.partial
  rm -f "$raw"
  dump "$1" "$raw" || return 1
  if [ "$NAME" = "${NAME%".$FORMAT"}" ]; then
    pack "$NAME" < "$raw" > "$PARTIAL" && rm -f "$raw"
  else
    mv "$raw" "$PARTIAL"
  fi
}

# back_up DATABASE
back_up() {
  started=$(date +%s)
  set=$prefix$(set_of "$engine" "$1")
  begin_backup "$set" "$(packed_suffix "$FORMAT")"
  shown=$(describe "$1" '')
  if ! write_dump "$1" 2> "$errors"; then fail "$engine" "the backup${shown:+ of $shown} failed: $(why "$errors")"; fi
  if ! content=$(unpack "$PARTIAL" 2>/dev/null | check_dump); then
    fail "$engine" "the backup${shown:+ of $shown} failed: the tool said that all was well, but its dump is not whole"
  fi
  companion "$1" "$NAME" 2> "$errors"
  publish "$PARTIAL" "$NAME" || fail "$engine" "the backup could not be written to $BACKUP_DIR"
  took=$(($(date +%s) - started))
  log "$engine" "backed up $(describe "$1" "$content") to $NAME ($(size_of "$FINAL") bytes, $took s)"
  remember "$engine" ok "$NAME" "$(size_of "$FINAL")" "$took" "$content"
  case $prefix in
    snapshot-*) keep_only "$set" "$NAME" ;;
    safety-*) prune "$set" ;;
    *) guard_shrinking "$set" "$NAME" "$content"; prune "$set"; copy_away "$set" ;;
  esac
  NAME=
}

if reason=$(is_awaited "$engine"); then
  log "$engine" "$reason"
  exit 0
fi
wait_for_server
check_packing "$engine"
if [ -n "${BACKUP_AGE_RECIPIENT:-}" ]; then make_probe_key || fail "$engine" "no key could be made: $(why "$PACK_WORK/output")"; fi
umask 077
if [ $# -eq 3 ]; then
  back_up "$3"
  exit
fi
list=$(list_databases 2> "$errors") || fail "$engine" "the databases could not be listed: $(why "$errors")"
if [ -z "$list" ]; then list=$(main_database); fi
if [ -z "$prefix" ]; then
  printf '%s\n' "$list" | while IFS= read -r database; do set_of "$engine" "$database" && echo; done > "$STATE_DIR/$engine.sets"
fi
if [ "$(printf '%s\n' "$list" | wc -l)" -eq 1 ]; then
  back_up "$list"
  exit
fi
# each in a process of its own: where one fails, the next is tried all the same
several=yes
failed=no
while IFS= read -r database; do
  /scripts/backup-one.sh "$engine" "$prefix" "$database" < /dev/null || failed=yes
done << LIST
$list
LIST
# each has said why itself
# shellcheck disable=SC2034 # lib.sh looks at it
EXPLAINED=yes
[ "$failed" = no ]
