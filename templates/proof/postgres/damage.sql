-- What goes wrong on a bad day: rows, tables, settings and roles are lost, and new ones came.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
DELETE FROM app.child WHERE id > 400;
DROP TABLE app.measurement;
UPDATE public."Odd ""Table""" SET price = 0;
CREATE TABLE public.later (id int PRIMARY KEY, odd bigint REFERENCES public."Odd ""Table""");
DROP FUNCTION app.next_one CASCADE;
DROP POLICY "only 'some" ON app.child;
REVOKE ALL ON app.child FROM "proof 'reader";
REVOKE "proof 'reader" FROM proof_app;
SELECT nextval('public.counter') \g /dev/null
SELECT lo_unlink(oid) FROM pg_largeobject_metadata \g /dev/null
SELECT format('ALTER DATABASE %I RESET ALL', current_database()) \gexec
SELECT format('ALTER DATABASE %I CONNECTION LIMIT -1', current_database()) \gexec
SELECT format('COMMENT ON DATABASE %I IS NULL', current_database()) \gexec
ALTER ROLE proof_app NOLOGIN;
