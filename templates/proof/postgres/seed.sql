-- Data that is hard to carry: what a restore loses first when it is not whole.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE ROLE proof_app LOGIN PASSWORD 'pass: %word''s' CONNECTION LIMIT 7;
CREATE ROLE "proof 'reader" NOLOGIN CREATEDB;
GRANT "proof 'reader" TO proof_app;
COMMENT ON ROLE proof_app IS 'the application';
ALTER ROLE proof_app SET search_path = app, public;

SELECT format('ALTER DATABASE %I SET search_path = "$user", public, ''odd name''', current_database()) \gexec
SELECT format('ALTER DATABASE %I SET proof.tenant = ''it''''s 100%% "x" \''', current_database()) \gexec
SELECT format('ALTER ROLE proof_app IN DATABASE %I SET work_mem = ''8MB''', current_database()) \gexec
SELECT format('COMMENT ON DATABASE %I IS ''a "database" \ 100%%''', current_database()) \gexec
SELECT format('ALTER DATABASE %I CONNECTION LIMIT 55', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO proof_app WITH GRANT OPTION', current_database()) \gexec
SELECT format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', current_database()) \gexec

CREATE SCHEMA app AUTHORIZATION proof_app;
CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'Über');
CREATE DOMAIN app.positive AS int CHECK (VALUE > 0);
CREATE EXTENSION hstore WITH SCHEMA app;
CREATE TABLE public."Odd ""Table""" (
  id bigint GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 5) PRIMARY KEY,
  raw bytea NOT NULL,
  price numeric(12, 4),
  amount app.positive,
  total numeric GENERATED ALWAYS AS (price * amount) STORED,
  "quoted 'column" text,
  mood app.mood DEFAULT 'ok',
  document jsonb,
  tags app.hstore,
  at timestamptz,
  nothing text
);
INSERT INTO public."Odd ""Table""" (raw, price, amount, "quoted 'column", mood, document, tags, at)
SELECT decode(md5(i::text), 'hex') || '\x00ff'::bytea, i / 7.0, i, E'é\t\n\r\\.' || repeat('€', i % 7), 'Über',
  jsonb_build_object('n', i, 'ü', ARRAY[i, NULL]), app.hstore('k', i::text), timestamptz '2024-02-29 23:59:59.123456+05:30' + i * interval '1 hour'
FROM generate_series(1, 500) AS i;
CREATE TABLE app.child (
  id serial PRIMARY KEY,
  odd bigint NOT NULL REFERENCES public."Odd ""Table""" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  parent int REFERENCES app.child
);
INSERT INTO app.child (odd) SELECT id FROM public."Odd ""Table""";
UPDATE app.child SET parent = id - 1 WHERE id > 1;
ALTER TABLE app.child OWNER TO proof_app;
ALTER TABLE app.child ENABLE ROW LEVEL SECURITY;
CREATE POLICY "only 'some" ON app.child TO "proof 'reader" USING (odd > 100) WITH CHECK (odd > 200);
GRANT SELECT (id), UPDATE (odd) ON app.child TO "proof 'reader";
COMMENT ON COLUMN app.child.odd IS 'points at the odd one; 50 %';

CREATE TABLE app.measurement (at date NOT NULL, value float8) PARTITION BY RANGE (at);
CREATE TABLE app.measurement_2024 PARTITION OF app.measurement FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO app.measurement VALUES ('2024-05-01', 'NaN'), ('2024-06-01', 0.1), ('2024-07-01', '-infinity');

CREATE VIEW public.summary WITH (security_barrier) AS SELECT mood, count(*) AS n FROM public."Odd ""Table""" GROUP BY mood;
COMMENT ON VIEW public.summary IS 'a view';
CREATE MATERIALIZED VIEW app.frozen AS SELECT sum(total) AS total FROM public."Odd ""Table""";
CREATE FUNCTION app.next_one(x int) RETURNS int LANGUAGE sql IMMUTABLE AS $function$ SELECT x + 1 $function$;
CREATE INDEX by_next_one ON app.child (app.next_one(odd::int)) WHERE odd > 50;
CREATE FUNCTION app.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.nothing := NULL; RETURN NEW; END $$;
CREATE TRIGGER stamp BEFORE UPDATE ON public."Odd ""Table""" FOR EACH ROW EXECUTE FUNCTION app.stamp();
CREATE RULE ignore_deletes AS ON DELETE TO public.summary DO INSTEAD NOTHING;
CREATE SEQUENCE public.counter START 42 INCREMENT 3;
SELECT count(nextval('public.counter')) FROM generate_series(1, 4);
SELECT lo_from_bytea(0, 'a large object, ' || repeat('x', 5000)::bytea) \g /dev/null
CREATE PUBLICATION proof FOR TABLE app.child;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO proof_app;
