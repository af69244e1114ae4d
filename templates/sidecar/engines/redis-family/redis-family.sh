# shellcheck shell=sh
# shellcheck disable=SC2034,SC2153,SC2154 # shared with backup-one.sh and restore-one.sh, which read this file
# How Redis, and what speaks its language, is reached and dumped. Expects lib.sh; TITLE, REDIS_PROGRAM
# (redis, valkey) and REDIS_HOST, REDIS_PORT, REDIS_USER, REDIS_PASSWORD are the engine's own.

REDIS_PORT=${REDIS_PORT:-6379}
REDISCLI_AUTH=${REDIS_PASSWORD:-}
if [ -n "$REDISCLI_AUTH" ]; then export REDISCLI_AUTH; else unset REDISCLI_AUTH; fi

# redis ARGUMENT…: a command to the server that is backed up; an error reply is a failure too
redis() {
  if [ -n "${REDIS_USER:-}" ]; then set -- --user "$REDIS_USER" "$@"; fi
  "$REDIS_PROGRAM-cli" -e -h "$REDIS_HOST" -p "$REDIS_PORT" "$@"
}

# field NAME: one field of what INFO has printed, without the carriage return
field() { tr -d '\r' | sed -n "s/^$1://p"; }

# A backup is of every database of the server: none of them has a name.
main_database() { :; }
list_databases() { :; }

# wait_for_server: bounded by WAIT_SECONDS. A wrong password does not get better by waiting.
wait_for_server() {
  waited=0
  until answer=$(redis ping 2>&1) && [ "$answer" = PONG ]; do
    case $answer in
      *NOAUTH* | *WRONGPASS* | *NOPERM* | *'AUTH failed'* | *'invalid password'*)
        fail "$engine" "$TITLE at $REDIS_HOST:$REDIS_PORT refuses the password or user: $(printf '%s' "$answer" | tail -n 1)" ;;
    esac
    still_waiting "$engine" "$TITLE" "$REDIS_HOST" "$REDIS_PORT"
  done
}

# dump DATABASE FILE: a snapshot of one moment. REDIS_BACKUP_METHOD=stream reads it over the wire;
# docker-cp has the server write it with BGSAVE and takes the file out of its container, which needs
# the Docker socket.
dump() {
  case ${REDIS_BACKUP_METHOD:-stream} in
    stream) redis --rdb "$2" >&2 ;;
    docker-cp) copy_with_docker "$2" ;;
    *)
      echo "error: REDIS_BACKUP_METHOD is \"$REDIS_BACKUP_METHOD\" and must be stream or docker-cp" >&2
      return 1
      ;;
  esac
}

persistence() { redis INFO persistence | field "$1"; }

# begin_save: a save that begins now. One that goes on already may have begun too early, and the server
# does not begin another beside it or beside the rewriting of its append-only file: it has to end first.
begin_save() {
  until answer=$(redis BGSAVE 2>&1); do
    case $answer in
      *'in progress'* | *"can't BGSAVE"*) sleep 0.2 ;;
      *)
        printf '%s\n' "$answer" >&2
        return 1
        ;;
    esac
  done
}

copy_with_docker() {
  container=$(redis_container) || return 1
  begin_save || return 1
  while [ "$(persistence rdb_bgsave_in_progress)" = 1 ]; do sleep 0.2; done
  if [ "$(persistence rdb_last_bgsave_status)" != ok ]; then
    echo "error: BGSAVE failed; see the log of the $TITLE container" >&2
    return 1
  fi
  folder=$(redis CONFIG GET dir | tail -n 1)
  file=$(redis CONFIG GET dbfilename | tail -n 1)
  # to a file: on standard output it would be a tar archive
  docker cp "$container:$folder/$file" "$1" >&2
}

# redis_container: the container of the same compose project whose service is REDIS_HOST
redis_container() {
  project=$(docker inspect -f '{{index .Config.Labels "com.docker.compose.project"}}' "$(hostname)") || return 1
  docker ps -q --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$REDIS_HOST" | head -n 1 | grep . || {
    echo "error: docker-cp found no container of a service \"$REDIS_HOST\" in the compose project \"$project\"" >&2
    return 1
  }
}

# check_dump: reads a dump; prints how many keys are in it, and succeeds when it is whole
check_dump() {
  report=$("$REDIS_PROGRAM-check-rdb" /dev/stdin 2>&1) || return 1
  printf '%s\n' "$report" | sed -n 's/^.*\[info\] \([0-9]*\) keys read.*$/\1/p' | grep .
}

# describe DATABASE CONTENT: for messages
describe() {
  case $2 in
    '') ;;
    1) printf '1 key' ;;
    *) printf '%s keys' "$2" ;;
  esac
}
