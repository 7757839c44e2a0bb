import { type Counts, hoursBuckets } from "@lab-grader/core/gradebook/analytics/analytics";
import type { CountedBar } from "../../parts/counted-bars.tsx";
import { text } from "../../text/text.ts";

const words = text.analytics;
/** More attempts than these are one bar. */
const mostAttempts = 10;
const hoursOfDay = 24;

/** Learners by the score of their best attempt, `0–9` to `100` per cent. */
export function scoreBars(scores: Counts): readonly CountedBar[] {
  return Array.from({ length: 11 }, (_, tenth) => ({
    label: tenth === 10 ? words.scores.all : words.scores.range(tenth * 10, tenth * 10 + 9),
    count: scores[tenth] ?? 0,
  }));
}

/** Learners by attempts until they passed, without gaps from the first on. */
export function attemptBars(attemptsToPass: Counts): readonly CountedBar[] {
  const numbers = Object.keys(attemptsToPass).map(Number);
  const last = Math.min(Math.max(0, ...numbers), mostAttempts);
  const bars = Array.from({ length: last }, (_, at) => ({
    label: String(at + 1),
    count: attemptsToPass[at + 1] ?? 0,
  }));
  const more = sum(
    numbers.filter((number) => number > mostAttempts),
    attemptsToPass,
  );
  return more === 0
    ? bars
    : [...bars, { label: words.attempts.more(mostAttempts + 1), count: more }];
}

/** Learners by the time until they passed. */
export function hourBars(hoursToPass: Counts): readonly CountedBar[] {
  return [
    ...hoursBuckets.map((hours) => ({
      label: hours < hoursOfDay ? words.hours.hours(hours) : words.hours.days(hours / hoursOfDay),
      count: hoursToPass[hours] ?? 0,
    })),
    { label: words.hours.more, count: hoursToPass.more ?? 0 },
  ];
}

/** How long half of those who passed needed at most; `undefined` where nobody has. */
export function halfTime(hoursToPass: Counts): string | undefined {
  const all = Object.values(hoursToPass).reduce((total, count) => total + count, 0);
  if (all === 0) return undefined;
  let seen = 0;
  for (const hours of hoursBuckets) {
    seen += hoursToPass[hours] ?? 0;
    if (seen * 2 < all) continue;
    return words.numbers.atMost(
      hours < hoursOfDay ? words.times.hours(hours) : words.times.days(hours / hoursOfDay),
    );
  }
  return words.numbers.atMost(words.numbers.more);
}

function sum(keys: readonly number[], counts: Counts): number {
  return keys.reduce((total, key) => total + (counts[key] ?? 0), 0);
}
