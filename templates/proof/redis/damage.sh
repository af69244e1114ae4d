#!/bin/sh
# What goes wrong on a bad day: everything is gone, and something else came.
set -eu
redis-cli flushall > /dev/null
redis-cli function flush > /dev/null
redis-cli set intruder 1 > /dev/null
