-- The volume was wiped: nothing is left but a table or two.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
DROP SCHEMA app CASCADE;
DROP TABLE public."Odd ""Table""" CASCADE;
