# shellcheck shell=sh
# shellcheck disable=SC2016,SC2154 # shared with mysql-family.sh, which reads this file
# Who may log in to the server, and what they may do there: written beside each dump, and put back with
# it. A database's grants are kept by its name, and stay when it is dropped.

# Accounts that the server makes for itself.
OWN_ACCOUNTS="'mysql.sys', 'mysql.session', 'mysql.infoschema', 'mariadb.sys'"

# accounts: every account as the server writes it: `user`@`host`; roles come first, because others have them
accounts() {
  account="CONCAT('\`', REPLACE(user, '\`', '\`\`'), '\`@\`', REPLACE(host, '\`', '\`\`'), '\`')"
  case $TITLE in
    MariaDB) sql "SELECT IF(is_role = 'Y', CONCAT('\`', REPLACE(user, '\`', '\`\`'), '\`'), $account) FROM mysql.user
      WHERE user NOT IN ($OWN_ACCOUNTS, 'PUBLIC') ORDER BY is_role = 'Y' DESC, user, host" ;;
    *) sql "SELECT $account FROM mysql.user WHERE user NOT IN ($OWN_ACCOUNTS)
      ORDER BY EXISTS (SELECT 1 FROM mysql.role_edges WHERE from_user = user AND from_host = host) DESC, user, host" ;;
  esac
}

# about STATEMENT: reads accounts; what the server answers to the statement about each of them. One that
# it does not know itself (a host name, where it looks up none) is left out.
about() {
  {
    # what a hash is made of is not for a terminal
    if [ "$TITLE" = MySQL ]; then echo 'SET SESSION print_identified_with_as_hex = ON;'; fi
    while IFS= read -r account; do
      case $1$account in
        'SHOW CREATE USER`'*'`@`'*) printf '%s %s;\n' "$1" "$account" ;;
        'SHOW CREATE USER`'*) printf "SELECT 'CREATE ROLE %s';\n" "$(printf '%s' "$account" | sed "s/['\\\\]/\\\\&/g")" ;;
        *) printf '%s %s;\n' "$1" "$account" ;;
      esac
    done
  } | client "$SQL_PROGRAM" -N -B -r --force 2> /dev/null | sed 's/$/;/'
}

# list_accounts: statements that make them, and then those that give them their rights
list_accounts() {
  known=$(accounts) || return 1
  printf -- '-- Accounts of the %s server, with password hashes\n' "$TITLE"
  printf '%s\n' "$known" | about 'SHOW CREATE USER' | sed 's/^CREATE \(USER\|ROLE\) /CREATE \1 IF NOT EXISTS /'
  printf '%s\n' "$known" | about 'SHOW GRANTS FOR'
}

# of_database DATABASE: reads grants; those for this database and what is in it. A name is a pattern
# where rights for a whole database are given.
of_database() {
  pattern=$(name "$1" | sed -e 's/_/\\_/g' -e 's/%/\\%/g')
  { grep -F -e " ON $(name "$1")." -e " ON $pattern." -e " ON PROCEDURE $(name "$1")." -e " ON FUNCTION $(name "$1")." || true; }
}

# revoking: reads grants; the statements that take them away
revoking() {
  sed -n -e 's/^GRANT \(.*\) ON \(.*\) TO \(`.*`\) WITH GRANT OPTION;$/REVOKE \1 ON \2 FROM \3;\nREVOKE GRANT OPTION ON \2 FROM \3;/p;t' \
    -e 's/^GRANT \(.*\) ON \(.*\) TO \(`.*`\);$/REVOKE \1 ON \2 FROM \3;/p'
}

# make_accounts FILE: those that are missing; FILE.before remembers which were there, even if this is begun again
make_accounts() {
  if [ ! -f "$1.before" ]; then
    accounts > "$1.before.new" && mv "$1.before.new" "$1.before" || return 1
  fi
  { grep '^CREATE ' "$1" || true; } | client "$SQL_PROGRAM"
}

# give_rights FILE DATABASE: accounts that were missing have all the rights that they had, the others
# those for this database. Rights outlive the tables and routines that they are for, and cannot be given
# without them.
give_rights() {
  { grep -E '^(GRANT|SET DEFAULT ROLE) ' "$1" || true; } > "$work/grants"
  of_database "$2" < "$work/grants" > "$work/wanted"
  known=$(accounts) || return 1
  printf '%s\n' "$known" | about 'SHOW GRANTS FOR' | of_database "$2" > "$work/present"
  {
    { grep -v -x -F -f "$work/wanted" "$work/present" || true; } | revoking
    printf '%s\n' "$known" | { grep -v -x -F -f "$1.before" || true; } | while IFS= read -r account; do
      { grep -F -e " TO $account" -e " FOR $account" "$work/grants" || true; }
    done
    cat "$work/wanted"
  } | client "$SQL_PROGRAM" --force 2>&1 > /dev/null | { grep -v -E '^ERROR (1146|1305) ' || true; } > "$work/refused"
  [ ! -s "$work/refused" ]
}
