-- Everything that has to be equal after a restore, one fact a line, in an order of its own.
SET NAMES utf8mb4;
SET SESSION sql_mode = '', time_zone = '+00:00', information_schema_stats_expiry = 0, group_concat_max_len = 1000000;
SELECT 'database', default_character_set_name, default_collation_name FROM information_schema.schemata WHERE schema_name = DATABASE();
SELECT 'databases', GROUP_CONCAT(schema_name ORDER BY schema_name) FROM information_schema.schemata;
SELECT 'table', table_name, table_type, engine, row_format, auto_increment, table_collation, create_options, IF(table_type = 'VIEW', '', table_comment) FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name;
SELECT 'column', table_name, ordinal_position, column_name, column_default, is_nullable, column_type, character_set_name, collation_name, extra, column_comment, generation_expression, srs_id FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position;
SELECT 'index', table_name, index_name, seq_in_index, non_unique, column_name, collation, sub_part, index_type, is_visible, expression FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index;
SELECT 'constraint', table_name, constraint_name, constraint_type, enforced FROM information_schema.table_constraints WHERE table_schema = DATABASE() ORDER BY table_name, constraint_name;
SELECT 'check', constraint_name, check_clause FROM information_schema.check_constraints WHERE constraint_schema = DATABASE() ORDER BY constraint_name;
SELECT 'foreign key', k.table_name, k.constraint_name, column_name, k.referenced_table_schema = DATABASE(), k.referenced_table_name, referenced_column_name, update_rule, delete_rule FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r USING (constraint_schema, constraint_name) WHERE k.table_schema = DATABASE() ORDER BY k.table_name, k.constraint_name, ordinal_position;
SELECT 'partition', table_name, partition_name, partition_method, partition_expression, partition_description FROM information_schema.partitions WHERE table_schema = DATABASE() AND partition_name IS NOT NULL ORDER BY table_name, partition_name;
SELECT 'view', table_name, REPLACE(view_definition, DATABASE(), ''), check_option, definer, security_type, character_set_client, collation_connection FROM information_schema.views WHERE table_schema = DATABASE() ORDER BY table_name;
SELECT 'routine', routine_type, routine_name, dtd_identifier, routine_definition, is_deterministic, sql_data_access, security_type, sql_mode, routine_comment, definer, character_set_client, collation_connection, database_collation FROM information_schema.routines WHERE routine_schema = DATABASE() ORDER BY routine_name;
SELECT 'parameter', specific_name, ordinal_position, parameter_mode, parameter_name, dtd_identifier FROM information_schema.parameters WHERE specific_schema = DATABASE() ORDER BY specific_name, ordinal_position;
SELECT 'trigger', trigger_name, event_manipulation, event_object_table, action_order, action_statement, action_timing, sql_mode, definer, character_set_client, collation_connection, database_collation FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY trigger_name;
SELECT 'event', event_name, definer, time_zone, event_definition, event_type, execute_at, interval_value, interval_field, sql_mode, starts, ends, status, on_completion, event_comment, character_set_client, collation_connection, database_collation FROM information_schema.events WHERE event_schema = DATABASE() ORDER BY event_name;
SELECT 'account', user, host, plugin, SHA2(authentication_string, 256), account_locked, max_user_connections FROM mysql.user ORDER BY user, host;
SELECT 'role', from_user, from_host, to_user, to_host, with_admin_option FROM mysql.role_edges ORDER BY 2, 3, 4, 5;
SELECT 'default role', user, host, default_role_user FROM mysql.default_roles ORDER BY 2, 3, 4;
SELECT 'rights', user, host, select_priv, insert_priv, delete_priv, grant_priv, execute_priv FROM mysql.db ORDER BY db, user, host;
SELECT 'rights for a table', user, host, table_name, table_priv, column_priv FROM mysql.tables_priv ORDER BY db, user, host, table_name;
SELECT 'rights for a column', user, host, table_name, column_name, column_priv FROM mysql.columns_priv ORDER BY db, user, host, table_name, column_name;
SELECT 'rights for a routine', user, host, routine_name, routine_type, proc_priv FROM mysql.procs_priv ORDER BY db, user, host, routine_name;
SET @questions = (SELECT CONCAT('CHECKSUM TABLE ', GROUP_CONCAT('`', REPLACE(table_name, '`', '``'), '`' ORDER BY table_name))
  FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE');
PREPARE questions FROM @questions;
EXECUTE questions;
