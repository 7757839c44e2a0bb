import type { CompositeAlarm, MetricAlarm } from "../facts/alarms.ts";

/**
 * The alarm itself and every composite alarm that goes off with it, through others too: what tells
 * a person may stand on any of them. `NOT ALARM(x)` is silent when x goes off.
 */
export function tellersOf(
  alarm: MetricAlarm,
  composites: readonly CompositeAlarm[],
): readonly (MetricAlarm | CompositeAlarm)[] {
  const tellers = new Map<string, MetricAlarm | CompositeAlarm>([[alarm.name, alarm]]);
  for (const { name } of tellers.values()) {
    for (const composite of composites) {
      if (goesOffWith(composite.rule).has(name)) tellers.set(composite.name, composite);
    }
  }
  return [...tellers.values()];
}

/** Names in `ALARM("…")` without a NOT before it; an ARN ends in the name. */
function goesOffWith(rule: string): ReadonlySet<string> {
  const mentions = rule.matchAll(/(\bNOT\s+\(?\s*)?\bALARM\s*\(\s*("[^"]*"|[^)]*?)\s*\)/g);
  return new Set(
    [...mentions].flatMap(([, not, quoted = ""]) => {
      if (not !== undefined) return [];
      const name = quoted.replace(/^"(.*)"$/, "$1");
      return [name.startsWith("arn:") ? name.split(":").slice(6).join(":") : name];
    }),
  );
}
