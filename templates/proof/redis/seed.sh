#!/bin/sh
# Data that is hard to carry: every kind of value, several databases, expiries, groups, functions.
set -eu
# a snapshot over the wire begins at once, and not after the five seconds that a replica would wait
redis-cli config set repl-diskless-sync-delay 0 > /dev/null
# shellcheck disable=SC2016 # a value like any other
redis-cli > /dev/null << 'COMMANDS'
set plain "a\\0b \xc3\xa9 \"quoted\" $HOME %"
set "a key with spaces" 1
set later x EX 360000
setrange binary 70000 z
rpush list 1 2 3 4
hset hash f1 v1 f2 v2
sadd set a b c
zadd sorted 1.5 one -inf less 2 two
setbit bits 1000 1
pfadd log a b c d
geoadd places 13.361389 38.115556 Palermo
xadd stream 1-1 field value
xadd stream 2-1 field value
xgroup create stream group 0
xreadgroup GROUP group reader COUNT 1 STREAMS stream >
select 3
set elsewhere 3
select 15
hset last one 1
COMMANDS
redis-cli function load REPLACE '#!lua name=proof
redis.register_function("proof_one", function() return 1 end)' > /dev/null
i=0
while [ "$i" -lt 60 ]; do printf 'SET bulk:%s %s\r\n' "$i" "$i$i$i"; i=$((i + 1)); done | redis-cli --pipe > /dev/null
