#!/bin/sh
# Tells somebody how a run went: one HTTP request to NOTIFY_URL. backup.sh runs it at its end.
#
#   notify.sh ok|failed TEXT
#
#   NOTIFY_URL     where to; nothing is sent without it. NOTIFY_URL_FILE names a file that holds it
#   NOTIFY_ON      failure (the default): failures, and the first success after one; always: every run
#   NOTIFY_STYLE   json (the default), slack, discord or ntfy; told from the URL where it can be
#
# Somebody who has been told of a failure is not told of the same one again within a day.
set -eu
# shellcheck disable=SC1091 # in this folder
. /scripts/lib.sh

result=$1
said=$(printf '%s' "$2" | tr '\n' ' ')
text="${PROJECT_NAME:-$(hostname)}: $said"
told=$STATE_DIR/notified

is_wanted() {
  before=
  if [ -f "$told" ]; then read -r at before < "$told" || true; fi
  if [ "${NOTIFY_ON:-failure}" = always ]; then return 0; fi
  if [ "$result" = ok ]; then [ -n "$before" ]; return; fi
  [ "$before" != "$said" ] || [ $(($(date +%s) - at)) -ge 86400 ]
}

style() {
  case ${NOTIFY_STYLE:-}/$NOTIFY_URL in
    /*://hooks.slack.com/*) echo slack ;;
    /*://discord.com/* | /*://discordapp.com/*) echo discord ;;
    /*://ntfy.* | /*://*.ntfy.*) echo ntfy ;;
    /*) echo json ;;
    *) echo "$NOTIFY_STYLE" ;;
  esac
}

# quoted TEXT: as a string of JSON
quoted() {
  printf '%s' "$1" | tr '\n\r\t' '   ' | tr -d '\000-\037' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$/"/'
}

body() {
  case $(style) in
    slack) printf '{"text":%s}' "$(quoted "$text")" ;;
    discord) printf '{"content":%s}' "$(quoted "$text")" ;;
    ntfy) printf '%s' "$text" ;;
    *) printf '{"project":%s,"result":"%s","text":%s,"time":%s}' "$(quoted "${PROJECT_NAME:-}")" "$result" "$(quoted "$text")" "$(date +%s)" ;;
  esac
}

# The URL is a secret for most of them: it is given to curl on standard input, not as an argument.
send() {
  type=application/json
  if [ "$(style)" = ntfy ]; then type='text/plain; charset=utf-8'; fi
  {
    printf 'url = %s\n' "$(quoted "$NOTIFY_URL")"
    printf 'header = "Content-Type: %s"\n' "$type"
    printf 'data-raw = %s\n' "$(quoted "$(body)")"
  } | curl --silent --show-error --fail --output /dev/null --max-time 30 --retry 2 --config -
}

if [ -z "${NOTIFY_URL:-}" ]; then exit 0; fi
case ${NOTIFY_ON:-failure} in
  failure | always) ;;
  *) fail notify "NOTIFY_ON is \"$NOTIFY_ON\" and must be failure or always" ;;
esac
if ! is_wanted; then exit 0; fi
if ! command -v curl > /dev/null; then
  fail notify 'NOTIFY_URL is set, and this image has no curl: add curl to EXTRA_PACKAGES in docker-compose.yml, and build it again'
fi
if ! answer=$(send 2>&1); then fail notify "nobody could be told: $(printf '%s' "$answer" | tail -n 1 | sed "s|://[^ ]*|://…|g")"; fi
if [ "$result" = ok ]; then rm -f "$told"; else printf '%s %s\n' "$(date +%s)" "$said" > "$told"; fi
