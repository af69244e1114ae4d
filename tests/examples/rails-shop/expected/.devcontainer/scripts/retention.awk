# Which backups of one set have had their time. Reads their names, oldest first, a line each, and
# prints those to delete; nothing else decides.
#
#   awk -v now=SECONDS -v days=7 [-v daily=N] [-v weekly=N] [-v monthly=N] [-v pinned="NAME NAME"] -f retention.awk
#
# Kept is, whatever its age: the newest; what is pinned; and the last one of each of the latest N days,
# weeks or months that have a backup at all. What is younger than `days` stays, too.
#
# When nothing was backed up for longer than that before the newest one (a long holiday, a clock that
# jumped, a week of failures), nothing is deleted: one good dump is too little to lose all others for.

{
  match($0, /-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]-[0-9][0-9]-[0-9][0-9]\./)
  stamp = substr($0, RSTART + 1, 19)
  gsub(/[-T]/, " ", stamp)
  at = mktime(stamp)
  # a name from the future was left by a clock that was wrong: it counts for nothing, and stays
  if (at > now + 86400) next
  count++
  name[count] = $0
  time[count] = at
}

END {
  cutoff = now - days * 86400
  if (count < 2 || time[count - 1] < cutoff) exit
  split(pinned, list, " ")
  for (i in list) stays[list[i]] = 1
  stays[name[count]] = 1
  keep_last_of("%Y-%m-%d", daily)
  keep_last_of("%G-%V", weekly)
  keep_last_of("%Y-%m", monthly)
  for (i = 1; i < count; i++) if (time[i] < cutoff && !(name[i] in stays)) print name[i]
}

# keep_last_of PERIOD COUNT: a period is what the times in it look alike as
function keep_last_of(period, wanted,   i, this, last) {
  for (i = count; i >= 1 && wanted > 0; i--) {
    this = strftime(period, time[i])
    if (this == last) continue
    last = this
    wanted--
    stays[name[i]] = 1
  }
}
