-- The volume was wiped: nothing is left but a table or two.
SET SESSION foreign_key_checks = 0;
DROP TABLE `Odd "T``able' é`;
DROP TABLE child;
