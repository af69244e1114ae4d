const SWITCH =
  /^(?:\w*_)?(?:(redis|valkey|memcached)_?enabled?|(?:enable|use|with)_?(redis|valkey|memcached))(?:_cache)?$/i;
const OFF = /^(?:false|0|no|off)$/i;

/** The service that a variable or a setting switches off: REDIS_ENABLED=false. */
export function switchedOff(name: string, value: string): string | undefined {
  const [, before, after] = SWITCH.exec(name) ?? [];
  return OFF.test(value) ? (before ?? after)?.toLowerCase() : undefined;
}
