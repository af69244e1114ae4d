-- Data that is hard to carry: what a restore loses first when it is not whole.
SET NAMES utf8mb4;
SET SESSION sql_mode = '', time_zone = '+05:30';
CREATE USER 'proof_app'@'%' IDENTIFIED BY 'pass: %word''s' WITH MAX_USER_CONNECTIONS 7;
CREATE USER 'it''s "me"'@'10.%' ACCOUNT LOCK;
CREATE ROLE proof_reader;
GRANT proof_reader TO 'proof_app'@'%';
SET DEFAULT ROLE proof_reader TO 'proof_app'@'%';

CREATE TABLE `Odd "T``able' é` (
  id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  raw varbinary(60) NOT NULL,
  photo mediumblob,
  price decimal(12, 4),
  amount int,
  total decimal(20, 4) GENERATED ALWAYS AS (price * amount) STORED,
  label varchar(100) GENERATED ALWAYS AS (CONCAT('n', amount)) VIRTUAL,
  `quoted 'column` text COLLATE utf8mb4_bin,
  old text CHARACTER SET latin1,
  mood enum('sad', 'ok', 'Über') DEFAULT 'ok' COMMENT 'how; it is 100 % "so"',
  tags set('a', 'b', 'c'),
  document json,
  born date DEFAULT '0000-00-00',
  at timestamp(6) NULL,
  met datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  bits bit(12),
  place point NOT NULL SRID 4326,
  ratio double,
  hidden int INVISIBLE DEFAULT 7,
  CONSTRAINT positive CHECK (amount > 0),
  UNIQUE KEY by_raw (raw(8), amount DESC),
  KEY by_upper ((UPPER(label))),
  KEY unseen (mood) INVISIBLE,
  FULLTEXT KEY words (`quoted 'column`),
  SPATIAL KEY by_place (place)
) AUTO_INCREMENT = 10 ROW_FORMAT = DYNAMIC COMMENT 'a "table" \\ 100 %';
INSERT INTO `Odd "T``able' é` (raw, photo, price, amount, `quoted 'column`, old, mood, tags, document, born, at, met, bits, place, ratio)
WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < 500)
SELECT CONCAT(UNHEX(SHA2(i, 256)), x'00FF0A0D5C27'), IF(i % 50, NULL, REPEAT(UNHEX(SHA2(i, 256)), 300)), i / 7, i,
  CONCAT('é\t\n\r\\.\0''"`', REPEAT('😀', i % 7)), 'café \\N', 'Über', 'a,c',
  JSON_OBJECT('n', i, 'ü', JSON_ARRAY(i, NULL, 'x"y'), 'big', 18446744073709551615), IF(i % 2, '0000-00-00', '2024-02-29'),
  '2024-02-29 23:59:59.123456' + INTERVAL i HOUR, IF(i % 3, '0000-00-00 00:00:00', '2024-00-01'), i,
  ST_SRID(POINT(i % 90, i % 45), 4326), i / 3
FROM numbers;
CREATE TABLE child (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  odd bigint unsigned NOT NULL,
  parent int,
  note text,
  FOREIGN KEY (odd) REFERENCES `Odd "T``able' é` (id) ON DELETE CASCADE,
  CONSTRAINT family FOREIGN KEY (parent) REFERENCES child (id)
);
INSERT INTO child (odd) SELECT id FROM `Odd "T``able' é`;
UPDATE child SET parent = id - 1 WHERE id > 1;
CREATE TABLE measurement (at date NOT NULL, value double, KEY (at))
  PARTITION BY RANGE COLUMNS (at) (PARTITION p2024 VALUES LESS THAN ('2025-01-01'), PARTITION rest VALUES LESS THAN (MAXVALUE));
INSERT INTO measurement VALUES ('2024-05-01', 1.7976931348623157e308), ('2025-06-01', 0.1), ('2024-07-01', -5e-324);
CREATE TABLE log (line varchar(200)) ENGINE = MyISAM;
INSERT INTO log VALUES ('-- Dump completed'), ('-- Tables with rows: 7; parts: 2'), ('DELIMITER ;;');

CREATE SQL SECURITY INVOKER VIEW summary AS SELECT mood, COUNT(*) AS n FROM `Odd "T``able' é` GROUP BY mood;
CREATE DEFINER = 'proof_app'@'%' VIEW `a view` AS SELECT id, note FROM child WHERE note <> 'it''s' WITH CASCADED CHECK OPTION;
CREATE VIEW `0 twice` AS SELECT n * 2 AS twice FROM summary;
DELIMITER ;;
CREATE DEFINER = 'proof_app'@'%' FUNCTION next_one(x int) RETURNS int DETERMINISTIC COMMENT 'it''s one more'
BEGIN
  -- a comment; it stays /* so does this */
  # and this
  RETURN x + 1;
END;;
CREATE TRIGGER stamp BEFORE UPDATE ON child FOR EACH ROW SET NEW.note = CONCAT('é', NEW.id);;
CREATE DEFINER = 'proof_app'@'%' TRIGGER `another "one"` BEFORE UPDATE ON child FOR EACH ROW FOLLOWS stamp
BEGIN
  IF NEW.id < 0 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'never;;'; END IF;
END;;
CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 00:00:00' DISABLE COMMENT 'at night' DO
BEGIN
  DELETE FROM child WHERE id < 0;
END;;
CREATE EVENT `waits for "it"` ON SCHEDULE AT '2037-02-03 04:05:06' ON COMPLETION PRESERVE DO DELETE FROM child WHERE id < 0;;
ALTER DATABASE CHARACTER SET latin1;;
SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES';;
CREATE PROCEDURE "of another 'time" (INOUT v varchar(20)) SQL SECURITY INVOKER
BEGIN
  SELECT 'a \ backslash' AS "quoted" INTO v;
END;;
DELIMITER ;
SET SESSION sql_mode = '';
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON * TO proof_reader;
GRANT SELECT (id, note), UPDATE (note) ON child TO 'it''s "me"'@'10.%' WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION next_one TO proof_reader;
GRANT ALL ON * TO 'proof_app'@'%' WITH GRANT OPTION;
