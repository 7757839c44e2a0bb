import type { CohortView } from "@lab-grader/core/contracts/endpoints/cohorts";
import type { Marks } from "../terminal/marks.ts";
import { renderTable } from "../terminal/table.ts";

/** A cohort with its dates, staff and join link. */
export function cohortText(cohort: CohortView, marks: Marks): string {
  const { cohortId, name, startsAt, endsAt, lateTokens, staff, joinLink } = cohort;
  const lines = [
    `${name}   ${cohortId}`,
    `from ${dateText(startsAt)} to ${dateText(endsAt)}`,
    ...(lateTokens === undefined ? [] : [`${lateTokens} late tokens for each learner`]),
    ...(joinLink === undefined
      ? []
      : [
          `join link: used ${joinLink.uses} of ${joinLink.largestUses} times, until ${dateText(joinLink.expiresAt)}`,
        ]),
  ];
  const table = renderTable(
    [{ title: "staff" }, { title: "role" }],
    staff.map(({ login, role }) => [login, role]),
    marks,
  );
  return `${lines.join("\n")}\n\n${table}`;
}

/** `2026-09-01 22:00 UTC` */
export function dateText(instant: string): string {
  return `${instant.slice(0, 16).replace("T", " ")} UTC`;
}
