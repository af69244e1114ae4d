-- Writes the first lines of a backup: what the dump that follows needs and pg_dump does not write.
-- Run by psql in the database that is backed up; every row is a line of the file.
--
-- The lines are statements that look at the server which they are restored into, so that they do the
-- right thing there: a role is created only where it is missing, and the database's own settings are
-- put on whichever database the file is restored into.
\pset footer off
\pset tuples_only on
\pset format unaligned

SELECT '-- PostgreSQL backup of database ' || quote_ident(replace(current_database(), E'\n', ' '));
-- For a server on which the database is missing
SELECT '-- Created with: TEMPLATE template0 ENCODING ' || quote_literal(pg_encoding_to_char(encoding))
  || ' LC_COLLATE ' || quote_literal(datcollate) || ' LC_CTYPE ' || quote_literal(datctype)
  || CASE to_jsonb(d)->>'datlocprovider'
    WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'))
    WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', to_jsonb(d)->>'datlocale') ELSE '' END
FROM pg_catalog.pg_database d WHERE datname = current_database();

-- Settings, of the database or of the whole server. One that is a list of names (search_path) cannot
-- be written as one value: it is set in the session first and taken over from there.
PREPARE settings (boolean) AS
SELECT CASE WHEN is_list THEN format(E'SELECT pg_catalog.set_config(%L, %L, false) \\g /dev/null\n', name, value) ELSE '' END
  || format(E'SELECT %L || %s || %L WHERE %s \\gexec',
    CASE WHEN setrole <> 0 THEN format('ALTER ROLE %I', rolname) WHEN setdatabase = 0 THEN 'ALTER ROLE ALL' ELSE 'ALTER DATABASE ' END
      || CASE WHEN setrole <> 0 AND setdatabase <> 0 THEN ' IN DATABASE ' ELSE '' END,
    CASE WHEN setdatabase <> 0 THEN 'pg_catalog.quote_ident(current_database())' ELSE quote_literal('') END,
    format(' SET %I ', name) || CASE WHEN is_list THEN 'FROM CURRENT' ELSE 'TO ' || quote_literal(value) END,
    CASE WHEN setrole = 0 AND setdatabase <> 0 THEN 'true'
      ELSE format('current_user = %L OR (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)', coalesce(rolname, '')) END)
FROM (
  SELECT s.setdatabase, s.setrole, r.rolname,
    split_part(setting, '=', 1) AS name, substr(setting, strpos(setting, '=') + 1) AS value,
    split_part(setting, '=', 1) IN ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries') AS is_list
  FROM pg_catalog.pg_db_role_setting s
  LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
  CROSS JOIN LATERAL unnest(s.setconfig) AS setting
  WHERE s.setdatabase = CASE WHEN $1 THEN (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) ELSE 0 END
    AND (s.setrole = 0 OR r.rolname !~ '^pg_')
) AS settings;

-- One mistake, and nothing of the file is done.
SELECT '\set ON_ERROR_STOP on';
SELECT 'BEGIN;';
-- the dump begins one as well, and a warning of that would frighten; it sets this again at once
SELECT 'SET client_min_messages = error;';

-- A restore into a new database takes the sections apart: what is said of the whole server takes effect
-- only together with the new database.
SELECT '-- Section: roles that may be missing, without passwords';
SELECT format(E'SELECT %L WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = %L) \\gexec',
  format('CREATE ROLE %I', rolname), rolname)
FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' ORDER BY rolname;

-- Roles which are there already get their attributes, comments and settings back; the one that
-- restores keeps its attributes.
SELECT '-- Section: server';
SELECT format(E'SELECT %L WHERE %s(SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) \\gexec',
  statement, CASE WHEN step = 1 THEN format('current_user <> %L AND ', rolname) ELSE '' END)
FROM pg_catalog.pg_roles r
CROSS JOIN LATERAL (
  SELECT 1 AS step, format('ALTER ROLE %I %s %s %s %s %s %s %s CONNECTION LIMIT %s%s', rolname,
    CASE WHEN rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
    CASE WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
    CASE WHEN rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
    CASE WHEN rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
    CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
    CASE WHEN rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,
    CASE WHEN rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END,
    rolconnlimit, ' VALID UNTIL ' || quote_literal(rolvaliduntil)) AS statement
  UNION ALL
  SELECT 2, format('COMMENT ON ROLE %I IS %L', rolname, shobj_description(r.oid, 'pg_authid'))
  UNION ALL
  SELECT 3, format('ALTER ROLE %I RESET ALL', rolname)
) AS needed
WHERE rolname !~ '^pg_' ORDER BY rolname, step;

SELECT format(E'SELECT %L WHERE NOT pg_catalog.pg_has_role(%L, %L, ''MEMBER'') AND (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) \\gexec',
  format('GRANT %I TO %I', g.rolname, m.rolname) || CASE WHEN a.admin_option THEN ' WITH ADMIN OPTION' ELSE '' END,
  m.rolname, g.rolname)
FROM pg_catalog.pg_auth_members a
JOIN pg_catalog.pg_roles g ON g.oid = a.roleid
JOIN pg_catalog.pg_roles m ON m.oid = a.member
WHERE m.rolname !~ '^pg_' ORDER BY g.rolname, m.rolname;

EXECUTE settings(false);

SELECT '-- Section: database';
-- The database's own owner, comment, limit and grants
SELECT format(E'SELECT pg_catalog.format(''ALTER DATABASE %%I OWNER TO %%I'', current_database(), %L) \\gexec', pg_get_userbyid(datdba))
FROM pg_catalog.pg_database WHERE datname = current_database();
SELECT format(E'SELECT pg_catalog.format(''COMMENT ON DATABASE %%I IS %%L'', current_database(), %L::text) \\gexec', shobj_description(oid, 'pg_database'))
FROM pg_catalog.pg_database WHERE datname = current_database();
SELECT format(E'SELECT pg_catalog.format(''ALTER DATABASE %%I CONNECTION LIMIT %s'', current_database()) \\gexec', datconnlimit)
FROM pg_catalog.pg_database WHERE datname = current_database();
SELECT format(E'SELECT pg_catalog.format(''GRANT %s ON DATABASE %%I TO %%s%s'', current_database(), %L) \\gexec',
  privilege_type, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END,
  CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)
FROM pg_catalog.pg_database, aclexplode(datacl) WHERE datname = current_database();
-- what a new database gives to everyone and this one does not
SELECT format(E'SELECT pg_catalog.format(''REVOKE %s ON DATABASE %%I FROM %%s'', current_database(), %L) \\gexec',
  given.privilege_type, CASE given.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(given.grantee)) END)
FROM pg_catalog.pg_database, aclexplode(acldefault('d', datdba)) AS given
WHERE datname = current_database() AND datacl IS NOT NULL AND NOT EXISTS (
  SELECT FROM aclexplode(datacl) AS kept WHERE kept.grantee = given.grantee AND kept.privilege_type = given.privilege_type);
SELECT E'SELECT pg_catalog.format(''ALTER DATABASE %I RESET ALL'', current_database()) \\gexec';
EXECUTE settings(true);
