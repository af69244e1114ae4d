const ENGINE = "(redis|valkey|memcached|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?)";
const SWITCH = new RegExp(
  `^(?:\\w*_)?(?:${ENGINE}_?enabled?|(?:enable|use|with)_?${ENGINE})(?:_cache)?$`,
  "i",
);
const OFF = /^(?:false|0|no|off)$/i;

/** The service that a variable or a setting switches off: REDIS_ENABLED=false. */
export function switchedOff(name: string, value: string): string | undefined {
  const [, before, after] = SWITCH.exec(name) ?? [];
  return OFF.test(value) ? (before ?? after)?.toLowerCase() : undefined;
}
