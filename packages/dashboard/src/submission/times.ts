import { withTimes } from "@lab-grader/core/views/figures";
import type { Times } from "@lab-grader/core/views/whose-move";
import { formatMoment } from "../parts/moment.tsx";

const minute = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});

/** Times inside of texts, in the zone of whoever looks. */
export const ownTimes: Times = {
  minute: (instant) => minute.format(new Date(instant)),
  day: formatMoment,
};

/** A text that quotes AWS's times, with times that a person reads. */
export function withOwnTimes(text: string): string {
  return withTimes(text, formatMoment);
}
