# Writes routines and events as SQL: reads what the server answers to SHOW CREATE, a line each, and before
# it the statement that takes the old one away. home is the database's own collation.

function raw(text) {
  gsub(/\\\\/, "\001", text)
  gsub(/\\n/, "\n", text)
  gsub(/\\t/, "\t", text)
  gsub("\001", "\\", text)
  return text
}

BEGIN {
  FS = "\t"
  print "SET @old_mode = @@sql_mode, @old_client = @@character_set_client, @old_results = @@character_set_results, @old_collation = @@collation_connection, @old_zone = @@time_zone;"
}

NF == 1 {
  print raw($0) ";"
  next
}

{
  is_event = NF == 7
  at = is_event ? 5 : 4
  if ($(at + 2) != home) print "ALTER DATABASE COLLATE " $(at + 2) ";"
  print "SET character_set_client = " $at ", character_set_results = " $at ", collation_connection = " $(at + 1) ", sql_mode = '" $2 "';"
  if (is_event) print "SET time_zone = '" $3 "';"
  print "DELIMITER ;;"
  print raw($(at - 1)) ";;"
  print "DELIMITER ;"
  print "SET sql_mode = @old_mode, character_set_client = @old_client, character_set_results = @old_results, collation_connection = @old_collation, time_zone = @old_zone;"
  if ($(at + 2) != home) print "ALTER DATABASE COLLATE " home ";"
}

END { print "-- Dump completed" }
