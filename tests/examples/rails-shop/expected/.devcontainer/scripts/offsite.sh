# shellcheck shell=sh
# shellcheck disable=SC2154 # errors is set by backup-one.sh, which reads this file
# A second copy of every backup somewhere else, with rclone. Expects lib.sh and files.sh.
#
#   BACKUP_REMOTE    where to: "offsite:bucket/shop", a remote of rclone's configuration and a path in it
#   RCLONE_CONFIG    rclone's configuration; .devcontainer/rclone.conf where there is one

# copy_away SET: its backups that are not there yet. The backup here is good whatever becomes of the copy;
# what could not be copied today is copied with the next one.
copy_away() {
  if [ -z "${BACKUP_REMOTE:-}" ]; then return 0; fi
  if ! command -v rclone > /dev/null; then
    copy_failed "$1" 'this image has no rclone: add rclone to EXTRA_PACKAGES in docker-compose.yml, and build it again'
    return 0
  fi
  if [ -z "${RCLONE_CONFIG:-}" ]; then
    RCLONE_CONFIG=/dev/null
    if [ -f /etc/db-backup/rclone.conf ]; then RCLONE_CONFIG=/etc/db-backup/rclone.conf; fi
    export RCLONE_CONFIG
  fi
  list=$(mktemp)
  backups "$1" | while read -r name; do
    for file in "$name" "$name.sha256" "globals-$name" "globals-$name.sha256"; do
      if [ -f "$BACKUP_DIR/$file" ]; then printf '%s\n' "$file"; fi
    done
  done > "$list"
  if rclone copy --files-from "$list" --contimeout 30s --timeout 2m --retries 2 "$BACKUP_DIR" "$BACKUP_REMOTE" 2> "$errors"; then
    rm -f "$STATE_DIR/$1.copy-error"
    log "$1" "copied to $BACKUP_REMOTE"
  else
    copy_failed "$1" "$(why "$errors")"
  fi
  rm -f "$list"
}

# copy_failed SET REASON: remembered for the health check and the notification
copy_failed() {
  log "$1" "warning: the copy to $BACKUP_REMOTE failed: $2" >&2
  printf '%s\n' "$2" > "$STATE_DIR/$1.copy-error"
}

# copy_errors: a line for each set whose last copy failed
copy_errors() {
  for file in "$STATE_DIR"/*.copy-error; do
    if [ -f "$file" ]; then
      set=${file##*/}
      printf '%s: the copy to %s failed: %s\n' "${set%.copy-error}" "${BACKUP_REMOTE:-}" "$(cat "$file")"
    fi
  done
}
