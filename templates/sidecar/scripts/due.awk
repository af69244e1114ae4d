# When a backup was due: reads a crontab and prints the last two times before now, newest first, as
# seconds since 1970, in the container's TZ.
#
#   awk -v now="$(date +%s)" -v engine=postgres -f due.awk crontab
#
# Counts the lines that run backup.sh for all engines or for the one named. Understands what
# supercronic does: five fields; a year as the sixth; seconds in front as well; names, ranges, steps,
# lists; @daily and its like. Prints nothing where no line backs the engine up.

BEGIN {
  split("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", list, " ")
  for (i in list) month_number[list[i]] = i
  split("SUN MON TUE WED THU FRI SAT", list, " ")
  for (i in list) day_number[list[i]] = i - 1
  shorthand["@hourly"] = "0 * * * *"
  shorthand["@daily"] = shorthand["@midnight"] = "0 0 * * *"
  shorthand["@weekly"] = "0 0 * * 0"
  shorthand["@monthly"] = "0 0 1 * *"
  shorthand["@yearly"] = shorthand["@annually"] = "0 0 1 1 *"
}

/^[ \t]*(#|$)/ { next }

{
  sub(/\r$/, "")
  if (!split_line()) next
  if (!backs_up(command)) next
  read_schedule()
  last_two()
}

END {
  if (newest) print newest
  if (before) print before
}

# split_line: sets schedule[minute…] and command; false for a line that is no job (NAME=value)
function split_line(   words, fields, i) {
  if ($1 in shorthand) {
    command = rest(2)
    split(shorthand[$1], part, " ")
    year = "*"
    return 1
  }
  for (fields = 0; fields < NF && is_field($(fields + 1)); fields++);
  # as many fields as there can be; the command's first word is none
  fields = fields >= 7 ? 7 : fields >= 6 ? 6 : fields
  if (fields < 5) return 0
  for (i = 1; i <= 5; i++) part[i] = $(i + (fields == 7))
  year = fields == 5 ? "*" : $(fields)
  command = rest(fields + 1)
  return 1
}

function is_field(word) { return word ~ /^[0-9A-Za-z*?,\/#-]+$/ && word !~ /^[A-Za-z]*[\/.][A-Za-z]/ }

function rest(from,   i, text) {
  for (i = from; i <= NF; i++) text = text " " $i
  return text
}

# backs_up COMMAND: whether it runs backup.sh for this engine, or for all
function backs_up(text,   words, count, i, named, ours) {
  count = split(text, words, /[ \t]+/)
  for (i = 1; i <= count; i++) {
    if (words[i] !~ /(^|\/)backup\.sh$/) continue
    named = ours = 0
    for (i++; i <= count && words[i] ~ /^[a-z]+$/; i++) {
      named = 1
      if (words[i] == engine) ours = 1
    }
    return !named || ours
  }
  return 0
}

function read_schedule() {
  split("", minutes); split("", hours); split("", days); split("", months); split("", weekdays)
  fill(minutes, part[1], 0, 59)
  fill(hours, part[2], 0, 23)
  fill(days, part[3], 1, 31)
  fill(months, part[4], 1, 12)
  fill(weekdays, part[5], 0, 7)
  if (7 in weekdays) weekdays[0] = 1
  any_day = part[3] ~ /^[*?]/
  any_weekday = part[5] ~ /^[*?]/
}

# fill SET TEXT LOW HIGH: every value that a field stands for
function fill(set, text, low, high,   items, count, i, item, step, from, to, ends) {
  count = split(text, items, ",")
  for (i = 1; i <= count; i++) {
    item = items[i]
    step = 1
    if (item ~ /\//) { step = item; sub(/^.*\//, "", step); step += 0; sub(/\/.*$/, "", item) }
    if (item == "*" || item == "?") { from = low; to = high }
    else {
      to = ""
      if (split(item, ends, "-") == 2) to = value(ends[2])
      from = value(ends[1])
      if (to == "") to = items[i] ~ /\// ? high : from
    }
    if (step < 1) continue
    for (; from <= to; from += step) set[from] = 1
  }
}

function value(text) {
  text = toupper(text)
  if (text in month_number) return month_number[text]
  if (text in day_number) return day_number[text]
  return text + 0
}

# last_two: goes back day by day from today, and within a matching day from its end
function last_two(   noon, back, y, m, d, w, h, n, at, found) {
  noon = mktime(strftime("%Y %m %d 12 00 00", now))
  for (back = 0; back < 366 * 9 && found < 2; back++) {
    at = noon - back * 86400
    y = strftime("%Y", at) + 0; m = strftime("%m", at) + 0
    d = strftime("%d", at) + 0; w = strftime("%w", at) + 0
    if (!(m in months) || !matches_day(d, w) || !matches_year(y)) continue
    for (h = 23; h >= 0 && found < 2; h--) {
      if (!(h in hours)) continue
      for (n = 59; n >= 0 && found < 2; n--) {
        if (!(n in minutes)) continue
        at = mktime(y " " m " " d " " h " " n " 00")
        # an hour that the clocks leave out in spring is never due
        if (at > now || strftime("%H", at) + 0 != h) continue
        found++
        keep(at)
      }
    }
  }
}

# a day of the month and a day of the week that are both given mean either, as in every cron
function matches_day(d, w) {
  if (any_day || any_weekday) return (any_day || d in days) && (any_weekday || w in weekdays)
  return (d in days) || (w in weekdays)
}

function matches_year(y,   set) {
  if (year ~ /^[*?]/) return 1
  fill(set, year, 1970, 2099)
  return y in set
}

function keep(at) {
  if (at > newest) { before = newest; newest = at }
  else if (at < newest && at > before) before = at
}
