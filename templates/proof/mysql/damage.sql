-- What goes wrong on a bad day: rows, tables, routines and rights are lost, and new ones came.
SET SESSION sql_mode = '';
DELETE FROM child WHERE id > 400 ORDER BY id DESC;
DROP VIEW `a view`;
DROP TABLE measurement;
UPDATE `Odd "T``able' é` SET price = 0, at = at;
CREATE TABLE later (id int PRIMARY KEY, odd bigint unsigned, FOREIGN KEY (odd) REFERENCES `Odd "T``able' é` (id));
CREATE VIEW broken AS SELECT line FROM log;
ALTER TABLE log RENAME COLUMN line TO row_of_log;
DROP FUNCTION next_one;
DROP TRIGGER stamp;
DROP EVENT tidy;
ALTER EVENT `waits for "it"` DISABLE;
CREATE PROCEDURE later_too() SELECT 1;
ALTER DATABASE CHARACTER SET latin1;
REVOKE SELECT ON * FROM proof_reader;
GRANT DELETE ON child TO proof_reader;
DROP USER 'it''s "me"'@'10.%';
