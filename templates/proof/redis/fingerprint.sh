#!/bin/sh
# Everything that has to be equal after a restore, one fact a line.
set -eu
# Each key with its type, a digest of its value, and the moment at which it expires (not what is left
# until then). A set has no order of its own.
# shellcheck disable=SC2016 # Lua's own variables
lua='
local facts = {}
for _, key in ipairs(redis.call("KEYS", "*")) do
  local type = redis.call("TYPE", key).ok
  local value
  if type == "set" then
    local members = redis.call("SMEMBERS", key)
    table.sort(members)
    value = table.concat(members, "\n")
  else
    value = redis.call("DUMP", key)
  end
  facts[#facts + 1] = key .. " " .. type .. " " .. redis.sha1hex(value) .. " expires " .. redis.call("PEXPIRETIME", key)
end
table.sort(facts)
return facts'
for database in $(redis-cli info keyspace | sed -n 's/^db\([0-9]*\):.*/\1/p' | sort -n); do
  redis-cli -n "$database" eval "$lua" 0 | sed "s/^/key $database /"
done
redis-cli xinfo groups stream 2> /dev/null || true
redis-cli function list | sort
for setting in appendonly replica-read-only masterauth masteruser save; do
  printf 'setting %s\n' "$(redis-cli config get "$setting" | tr '\n' ' ')"
done
redis-cli info replication | tr -d '\r' | grep '^role:'
