-- Everything that has to be equal after a restore, one fact a line, in an order of its own.
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET search_path = pg_catalog;
SET TimeZone = 'UTC';
SELECT 'role', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit, rolvaliduntil, shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY rolname;
SELECT 'password', rolname, md5(rolpassword) FROM pg_authid WHERE rolname !~ '^pg_' AND rolname <> current_user ORDER BY rolname;
SELECT 'member', roleid::regrole, member::regrole, admin_option FROM pg_auth_members WHERE member::regrole::text !~ '^pg_' ORDER BY roleid::regrole::text, member::regrole::text;
SELECT 'setting', setdatabase <> 0, setrole::regrole, unnest(setconfig) AS s FROM pg_db_role_setting WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) ORDER BY 2, setrole::regrole::text, s;
SELECT 'database', datname, datdba::regrole, pg_encoding_to_char(encoding), datcollate, datctype, datconnlimit, datallowconn, datacl, shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database();
SELECT 'databases', string_agg(datname, ' ' ORDER BY datname) FROM pg_database;
SELECT 'schema', nspname, nspowner::regrole, nspacl, obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY nspname;
SELECT 'extension', extname, extversion, extnamespace::regnamespace FROM pg_extension ORDER BY extname;
CREATE TEMP VIEW own AS SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema';
SELECT 'relation', oid::regclass, relkind, relowner::regrole, relacl, reloptions, relrowsecurity, obj_description(oid, 'pg_class') FROM own ORDER BY oid::regclass::text COLLATE "C";
SELECT 'column', attrelid::regclass, attnum, attname, format_type(atttypid, atttypmod), attnotnull, attacl, attidentity, attgenerated, pg_get_expr(adbin, adrelid), col_description(attrelid, attnum) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid IN (SELECT oid FROM own WHERE relkind IN ('r', 'p', 'v', 'm')) AND attnum > 0 ORDER BY attrelid::regclass::text COLLATE "C", attnum;
SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid IN (SELECT oid FROM own) ORDER BY conrelid::regclass::text COLLATE "C", conname;
SELECT 'index', pg_get_indexdef(oid) AS definition FROM own WHERE relkind = 'i' ORDER BY definition;
SELECT 'view', viewname, definition FROM pg_views WHERE schemaname IN ('public', 'app') ORDER BY viewname;
SELECT 'policy', polrelid::regclass, polname, polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy ORDER BY polname;
SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname;
SELECT 'rule', rulename, definition FROM pg_rules WHERE schemaname IN ('public', 'app') ORDER BY rulename;
SELECT 'function', p.oid::regprocedure, proowner::regrole, proacl, md5(prosrc) FROM pg_proc p WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'app')) ORDER BY p.oid::regprocedure::text COLLATE "C";
SELECT 'type', t.oid::regtype, typtype, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) FROM pg_type t WHERE typnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'app')) AND typtype IN ('e', 'd') ORDER BY t.oid::regtype::text;
SELECT 'default privileges', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype, defaclacl FROM pg_default_acl ORDER BY 3, 4;
SELECT 'publication', pubname, schemaname, tablename FROM pg_publication_tables ORDER BY 2, 3, 4;
SELECT 'large object', md5(string_agg(data, '' ORDER BY loid, pageno)) FROM pg_largeobject;
SELECT format('SELECT ''sequence'', %L, last_value, is_called FROM %I.%I', oid::regclass, relnamespace::regnamespace::name, relname) FROM own WHERE relkind = 'S' ORDER BY oid::regclass::text COLLATE "C" \gexec
SELECT format('SELECT ''rows'', %L, count(*), md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C")) FROM %s AS t', oid::regclass, oid::regclass) FROM own WHERE relkind IN ('r', 'm') ORDER BY oid::regclass::text COLLATE "C" \gexec
