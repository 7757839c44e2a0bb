/** A day and a time as clocks of some zone show them; what somebody is typing may be neither yet. */
export interface LocalTime {
  /** `2026-09-01` */
  readonly day: string;
  /** `23:59` */
  readonly time: string;
}

export type ReadTime =
  | { readonly status: "read"; readonly instant: string }
  /** `skipped` and `twice`: clocks there are put forward or back at that time. */
  | { readonly status: "unreadable" | "skipped" | "twice" };

const dayMs = 86_400_000;

/** The moment that is meant, in UTC, unless nobody can tell which. */
export function instantIn({ day, time }: LocalTime, zone: string): ReadTime {
  const wall = Date.parse(`${day}T${time}:00.000Z`);
  const isWhole = /^\d{4}-\d\d-\d\d$/.test(day) && /^\d\d:\d\d$/.test(time);
  // A 31st of June would be read as the 1st of July.
  if (!isWhole || Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(day)) {
    return { status: "unreadable" };
  }
  const offsets = new Set([offsetMs(wall - dayMs, zone), offsetMs(wall + dayMs, zone)]);
  const moments = [...offsets].flatMap((offset) =>
    offsetMs(wall - offset, zone) === offset ? wall - offset : [],
  );
  const [first] = moments;
  if (first === undefined) return { status: "skipped" };
  if (moments.length > 1) return { status: "twice" };
  return { status: "read", instant: new Date(first).toISOString() };
}

/** What clocks of a zone show at a moment, to the minute. */
export function localTimeIn(instant: string, zone: string): LocalTime {
  const at = Date.parse(instant);
  const [day = "", time = ""] = new Date(at + offsetMs(at, zone)).toISOString().split("T");
  return { day, time: time.slice(0, 5) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far clocks of a zone are ahead of UTC. */
function offsetMs(at: number, zone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  const parts = new Map(
    formatOf(zone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    ...([part("year"), part("month") - 1, part("day")] as const),
    ...([part("hour"), part("minute"), part("second")] as const),
  );
  return shown - whole;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    ...({ year: "numeric", month: "numeric", day: "numeric" } as const),
    ...({ hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" } as const),
    timeZone,
  });
  formats.set(timeZone, format);
  return format;
}
