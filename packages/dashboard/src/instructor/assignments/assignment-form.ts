import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";
import * as z from "zod";
import { Duration, durationOf } from "../../parts/duration.ts";
import { localTimeIn } from "../../parts/zoned-time.ts";

const LocalTimeText = z.object({ day: z.string(), time: z.string() });

/** The rules of an assignment as they are typed; numbers are texts until they are sent. */
export const AssignmentForm = z.object({
  title: z.string(),
  timeZone: z.string(),
  opensAt: LocalTimeText,
  dueAt: LocalTimeText,
  /** Whether anything is taken after the due date; without, `closesAt` says nothing. */
  takesLate: z.boolean(),
  closesAt: LocalTimeText,
  isLimited: z.boolean(),
  attemptLimit: z.string(),
  coolsDown: z.boolean(),
  coolDown: Duration,
  keep: z.enum(["best", "last"]),
  isLateCharged: z.boolean(),
  late: z.object({
    percent: z.string(),
    interval: Duration,
    grace: Duration,
    floor: z.string(),
    tokens: z.string(),
  }),
  blockedFeedback: z.enum(["full", "unknownOnly"]),
  hints: z.enum(["off", "free", "one_per_attempt"]),
  /** Those that the assignment sets; the lab's own hold for the others. */
  variables: z.record(z.string(), z.string()),
  release: z.enum(["released", "hidden"]),
  canvasId: z.string(),
  moodleMaximum: z.string(),
});
export type AssignmentForm = z.infer<typeof AssignmentForm>;

type LateFields = AssignmentForm["late"];
type LatePolicy = NonNullable<AssignmentView["latePolicy"]>;

const usualLate: LateFields = {
  ...{ percent: "10", floor: "0", tokens: "0" },
  interval: { amount: "1", unit: "day" },
  grace: { amount: "0", unit: "minute" },
};

/** An assignment that nobody has given yet. Its dates are whoever types them. */
export function emptyForm(timeZone: string): AssignmentForm {
  return {
    ...{ title: "", timeZone, takesLate: false, variables: {} },
    opensAt: { day: "", time: "08:00" },
    dueAt: { day: "", time: "23:59" },
    closesAt: { day: "", time: "23:59" },
    ...{ isLimited: false, attemptLimit: "5", coolsDown: false, keep: "best" },
    coolDown: { amount: "10", unit: "minute" },
    ...{ isLateCharged: false, late: usualLate },
    ...{ blockedFeedback: "full", hints: "off", release: "released" },
    ...{ canvasId: "", moodleMaximum: "" },
  };
}

/** The form with what a version of a lab proposes. Dates and zone stay. */
export function withProposal(
  form: AssignmentForm,
  { title, proposes }: Pick<LabRubric, "title" | "proposes">,
): AssignmentForm {
  const { attemptLimit, coolDownSeconds, keep, latePolicy, hints } = proposes;
  return {
    ...form,
    ...{ title, keep, hints, variables: {} },
    ...limitFields({ attemptLimit, coolDownSeconds }),
    ...lateFields(latePolicy),
    // Where attempts are limited, denying one action would tell all the others for nothing.
    blockedFeedback: attemptLimit === undefined ? "full" : "unknownOnly",
  };
}

/** An assignment as it can be changed. */
export function formOf(view: AssignmentView): AssignmentForm {
  const { title, timeZone, opensAt, dueAt, closesAt, keep, blockedFeedback, hints } = view;
  return {
    ...{ title, timeZone, keep, blockedFeedback, hints },
    opensAt: localTimeIn(opensAt, timeZone),
    dueAt: localTimeIn(dueAt, timeZone),
    closesAt: localTimeIn(closesAt, timeZone),
    takesLate: closesAt !== dueAt,
    ...limitFields(view),
    ...lateFields(view.latePolicy),
    variables: view.variables,
    release: view.release,
    canvasId: view.canvasId ?? "",
    moodleMaximum: view.moodleMaximum === undefined ? "" : String(view.moodleMaximum),
  };
}

function limitFields({
  attemptLimit,
  coolDownSeconds,
}: Pick<AssignmentView, "attemptLimit" | "coolDownSeconds">) {
  return {
    isLimited: attemptLimit !== undefined,
    attemptLimit: String(attemptLimit ?? 5),
    coolsDown: coolDownSeconds !== undefined,
    coolDown: durationOf(coolDownSeconds ?? 600),
  };
}

function lateFields(policy: LatePolicy | undefined) {
  if (policy === undefined) return { isLateCharged: false, late: usualLate };
  return {
    isLateCharged: true,
    late: {
      percent: String(policy.percentPerInterval),
      interval: durationOf(policy.intervalSeconds),
      grace: durationOf(policy.graceSeconds),
      floor: String(policy.floorPercent),
      tokens: String(policy.tokens ?? 0),
    },
  };
}
