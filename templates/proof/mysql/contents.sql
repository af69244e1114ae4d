-- What is in the database: each table, and how many rows it has.
SET SESSION group_concat_max_len = 1000000, sql_mode = '';
SET @questions = (SELECT GROUP_CONCAT(CONCAT('SELECT ', QUOTE(table_name), ', COUNT(*) FROM `', REPLACE(table_name, '`', '``'), '`') ORDER BY table_name SEPARATOR ' UNION ALL ')
  FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED'));
SET @questions = IFNULL(@questions, 'DO 0');
PREPARE questions FROM @questions;
EXECUTE questions;
