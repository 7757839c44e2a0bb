import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { dueWords, type OwnDates, standingAt } from "./due.ts";

/** `due in 3 days`, and the date that this is reckoned from. */
export function DueDate({ of, now }: { readonly of: OwnDates; readonly now: number }) {
  const { opensAt, dueAt, closesAt } = of;
  const at = { upcoming: opensAt, open: dueAt, late: dueAt, closed: closesAt }[standingAt(of, now)];
  return (
    <>
      <div>{text.labs.sentence(dueWords(of, now))}</div>
      <Moment at={at} />
    </>
  );
}
