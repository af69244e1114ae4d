# shellcheck shell=sh
# How dumps are packed: compressed, and encrypted where that is wanted. Expects lib.sh.
#
#   BACKUP_COMPRESSION     gzip (the default) or zstd (faster); an RDB file is compressed by Redis itself
#   BACKUP_AGE_RECIPIENT   a public key of age ("age1…"): only the holder of the secret key, which is
#                          not kept here, can restore

PACK_WORK=

# check_packing: whether the settings can be followed, before anything is dumped
check_packing() {
  case ${BACKUP_COMPRESSION:-gzip} in
    gzip | zstd) ;;
    *) fail "$1" "BACKUP_COMPRESSION is \"$BACKUP_COMPRESSION\" and must be gzip or zstd" ;;
  esac
  if [ -z "${BACKUP_AGE_RECIPIENT:-}" ]; then return 0; fi
  need_program "$1" age BACKUP_AGE_RECIPIENT
  if ! printf x | age -r "$BACKUP_AGE_RECIPIENT" 2> /dev/null > /dev/null; then
    fail "$1" "BACKUP_AGE_RECIPIENT is \"$BACKUP_AGE_RECIPIENT\" and must be a public key of age: age1…"
  fi
}

# need_program SUBJECT PROGRAM SETTING: what the image has only where it was asked for
need_program() {
  if ! command -v "$2" > /dev/null; then
    fail "$1" "$3 is set, and this image has no $2: add $2 to EXTRA_PACKAGES in docker-compose.yml, and build it again"
  fi
}

# packed_suffix FORMAT: how the name of a packed dump ends
packed_suffix() {
  suffix=$1
  if [ "$1" != rdb ]; then
    case ${BACKUP_COMPRESSION:-gzip} in
      zstd) suffix=$suffix.zst ;;
      *) suffix=$suffix.gz ;;
    esac
  fi
  if [ -n "${BACKUP_AGE_RECIPIENT:-}" ]; then suffix=$suffix.age; fi
  printf '%s' "$suffix"
}

# make_probe_key: encryption is proved by decrypting what was written, with a second key that exists
# for this one backup alone and never touches a disk
make_probe_key() {
  PACK_WORK=$(mktemp -d -p /dev/shm)
  chmod 700 "$PACK_WORK"
  age-keygen -o "$PACK_WORK/probe" 2> "$PACK_WORK/output" || return 1
  PROBE_RECIPIENT=$(age-keygen -y "$PACK_WORK/probe")
  PACK_KEY=$PACK_WORK/probe
}

forget_keys() { if [ -n "$PACK_WORK" ]; then rm -rf "$PACK_WORK"; fi; }

# pack NAME: standard input to standard output, as the name says
pack() {
  case $1 in
    *.gz) pigz -3 ;;
    *.zst) zstd -q -3 -T0 ;;
    *.gz.age) pigz -3 | encrypt ;;
    *.zst.age) zstd -q -3 -T0 | encrypt ;;
    *.age) encrypt ;;
    *) cat ;;
  esac
}

encrypt() { age -r "$BACKUP_AGE_RECIPIENT" -r "$PROBE_RECIPIENT"; }

# unpack FILE: the dump, on standard output. An encrypted one is opened with the secret key in the
# file PACK_KEY; what is inside, its name says.
unpack() {
  case $(kind_of "$1") in
    gzip) pigz -dc < "$1" ;;
    zstd) zstd -q -dc < "$1" ;;
    age) age -d -i "${PACK_KEY:-/dev/null}" < "$1" | case $1 in *.gz.age*) pigz -dc ;; *.zst.age*) zstd -q -dc ;; *) cat ;; esac ;;
    *) cat "$1" ;;
  esac
}

# kind_of FILE: gzip, zstd, age or plain
kind_of() {
  case $(head -c 4 "$1" | od -An -v -tx1 | tr -d ' \n') in
    1f8b*) printf gzip ;;
    28b52ffd) printf zstd ;;
    6167652d) printf age ;;
    *) printf plain ;;
  esac
}
