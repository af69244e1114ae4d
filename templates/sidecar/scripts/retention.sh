# shellcheck shell=sh
# What happens to older backups after a good one. Expects lib.sh and files.sh.

# is_days TEXT: a whole number, 1 or more
is_days() {
  case $1 in
    '' | *[!0-9]* | 0* | ??????*) return 1 ;;
  esac
}

# check_retention: prints what is wrong with the settings, if anything is
check_retention() {
  if ! is_days "${RETENTION_DAYS:-7}"; then
    echo "RETENTION_DAYS is \"$RETENTION_DAYS\" and must be a whole number of days, 1 or more"
    return 0
  fi
  for name in KEEP_DAILY KEEP_WEEKLY KEEP_MONTHLY; do
    eval "value=\${$name:-}"
    if [ -n "$value" ] && ! is_days "$value"; then echo "$name is \"$value\" and must be a whole number, 1 or more"; fi
  done
}

# prune SET: deletes those of its backups that have had their time. Only to be called after a good one.
prune() {
  wrong=$(check_retention)
  if [ -n "$wrong" ]; then fail "$1" "$wrong; nothing was deleted"; fi
  backups "$1" > "$STATE_DIR/names"
  awk -v now="$(date +%s)" -v days="${RETENTION_DAYS:-7}" \
    -v daily="${KEEP_DAILY:-0}" -v weekly="${KEEP_WEEKLY:-0}" -v monthly="${KEEP_MONTHLY:-0}" \
    -v pinned="$(pins | tr '\n' ' ')" -f /scripts/retention.awk "$STATE_DIR/names" > "$STATE_DIR/expired"
  while read -r name; do
    rm -f "$BACKUP_DIR/$name" "$BACKUP_DIR/$name.sha256"
    rm -f "$BACKUP_DIR/globals-$name" "$BACKUP_DIR/globals-$name.sha256"
    log "$1" "deleted $name (older than ${RETENTION_DAYS:-7} days)"
  done < "$STATE_DIR/expired"
  rm -f "$STATE_DIR/names" "$STATE_DIR/expired"
}

# keep_only SET NAME: a snapshot takes the place of the one before it
keep_only() {
  backups "$1" | while read -r name; do
    if [ "$name" = "$2" ]; then continue; fi
    rm -f "$BACKUP_DIR/$name" "$BACKUP_DIR/$name.sha256" "$BACKUP_DIR/globals-$name" "$BACKUP_DIR/globals-$name.sha256"
  done
}

pins() { cat "$STATE_DIR/pins" 2>/dev/null || true; }

# guard_shrinking SET NAME CONTENT: a week of nearly empty dumps after a wiped volume must not rotate
# the real data away. CONTENT counts what is in the backup (tables with rows, keys). When a backup is
# less than half of the one before, in size or in content, that one is pinned: retention leaves it
# alone until a backup of its size has been made again.
guard_shrinking() {
  size=$(size_of "$BACKUP_DIR/$2")
  if [ -f "$STATE_DIR/$1.last" ]; then
    read -r last_name last_size last_content < "$STATE_DIR/$1.last"
    if [ -f "$BACKUP_DIR/$last_name" ] && is_far_smaller "$size" "$3" "$last_size" "$last_content"; then
      log "$1" "warning: $2 is far smaller than $last_name before it; that one is kept until a backup of its size is made again"
      printf '%s\n' "$last_name" >> "$STATE_DIR/pins"
      # the first of a row of ever smaller ones is the one to come back to
      if [ ! -f "$STATE_DIR/$1.large" ]; then cp "$STATE_DIR/$1.last" "$STATE_DIR/$1.large"; fi
    fi
  fi
  if [ -f "$STATE_DIR/$1.large" ]; then
    read -r _ large_size large_content < "$STATE_DIR/$1.large"
    if ! is_far_smaller "$size" "$3" "$large_size" "$large_content"; then
      pins | { grep -v "^$1-" || true; } > "$STATE_DIR/pins.new"
      mv "$STATE_DIR/pins.new" "$STATE_DIR/pins"
      rm -f "$STATE_DIR/$1.large"
    fi
  fi
  printf '%s %s %s\n' "$2" "$size" "$3" > "$STATE_DIR/$1.last"
}

# is_far_smaller SIZE CONTENT LAST_SIZE LAST_CONTENT
is_far_smaller() { [ $(($1 * 2)) -lt "$3" ] || [ $(($2 * 2)) -lt "$4" ]; }
