import type {
  AssignmentPatch,
  AssignmentRequest,
} from "@lab-grader/core/contracts/endpoints/assignments";
import { TimeZone } from "@lab-grader/core/contracts/time-zone";
import { readDuration } from "../../parts/duration.ts";
import { timeProblem } from "../../parts/moment-field.tsx";
import { instantIn, type LocalTime } from "../../parts/zoned-time.ts";
import { text } from "../../text/text.ts";
import type { AssignmentForm } from "./assignment-form.ts";
import { readLatePolicy } from "./read-late-policy.ts";
import { readDecimal, readWhole } from "./read-number.ts";

/** Rules and dates, all of them said; null is "none". */
export type AssignmentRules = Omit<AssignmentPatch, "version" | "opensAt" | "dueAt" | "closesAt"> &
  Pick<AssignmentRequest, "opensAt" | "dueAt"> & { readonly closesAt: string };

/** What can't be taken, by the field's place in a request: `dueAt`, `latePolicy.percentPerInterval`. */
export type FieldErrors = ReadonlyMap<string, string>;

export type ReadForm =
  | { readonly status: "read"; readonly rules: AssignmentRules }
  | { readonly status: "refused"; readonly errors: FieldErrors };

const words = text.assignments.problems;

/** The dates as they were, with the form that showed them: to the minute only. */
export interface KeptDates extends Pick<AssignmentRules, "opensAt" | "dueAt" | "closesAt"> {
  readonly form: AssignmentForm;
}

/**
 * What was typed, as the API takes it. What only the API knows, such as the cohort's end, it says
 * itself.
 * @param kept dates that nobody has touched stay as they are, to the second.
 */
export function readAssignmentForm(form: AssignmentForm, kept?: KeptDates): ReadForm {
  const errors = new Map<string, string>();
  const zone = TimeZone.safeParse(form.timeZone);
  if (!zone.success) errors.set("timeZone", words.timeZone);
  const dates = readDates(form, { zone: zone.success ? form.timeZone : "UTC", kept, errors });
  const title = form.title.trim();
  if (title === "" || title.length > 100) errors.set("title", words.title);
  const attemptLimit = form.isLimited ? readWhole(form.attemptLimit, { from: 1, to: 1000 }) : null;
  if (attemptLimit === undefined) errors.set("attemptLimit", words.attemptLimit);
  const coolDownSeconds = form.coolsDown ? readDuration(form.coolDown) : null;
  if (coolDownSeconds === undefined || coolDownSeconds === 0 || (coolDownSeconds ?? 0) > 604_800)
    errors.set("coolDownSeconds", words.coolDown);
  const latePolicy = form.isLateCharged ? readLate(form.late, errors) : null;
  const canvasId = form.canvasId.trim() || null;
  if (canvasId !== null && !/^\d{1,20}$/.test(canvasId)) errors.set("canvasId", words.canvasId);
  const moodleMaximum = readMoodleMaximum(form.moodleMaximum, errors);
  if (errors.size > 0) return { status: "refused", errors };
  const { timeZone, keep, blockedFeedback, hints, variables, release } = form;
  return {
    status: "read",
    rules: {
      ...dates,
      ...{ title, timeZone, attemptLimit, coolDownSeconds, keep, latePolicy },
      ...{ blockedFeedback, hints, variables, release, canvasId, moodleMaximum },
    },
  };
}

/** Only what differs from what it was: what nobody has touched stays as it is. */
export function changedRules(
  before: AssignmentRules,
  after: AssignmentRules,
): Partial<AssignmentRules> {
  const was = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(was.get(name)),
    ),
  );
}

function readDates(
  form: AssignmentForm,
  {
    zone,
    kept,
    errors,
  }: { zone: string; kept: KeptDates | undefined; errors: Map<string, string> },
) {
  const read = (name: "opensAt" | "dueAt" | "closesAt") => {
    const before = kept?.form;
    const isKept = before?.timeZone === form.timeZone && isSameTime(before[name], form[name]);
    if (kept && isKept) return kept[name];
    const at = instantIn(form[name], zone);
    const problem = timeProblem(at, zone);
    if (problem !== undefined) errors.set(name, problem);
    return at.status === "read" ? at.instant : "";
  };
  const opensAt = read("opensAt");
  const dueAt = read("dueAt");
  const closesAt = form.takesLate ? read("closesAt") : dueAt;
  if (opensAt !== "" && dueAt !== "" && opensAt >= dueAt) errors.set("dueAt", words.dueBeforeOpen);
  if (form.takesLate && dueAt !== "" && closesAt !== "" && dueAt > closesAt)
    errors.set("closesAt", words.closesBeforeDue);
  return { opensAt, dueAt, closesAt };
}

function isSameTime(one: LocalTime, other: LocalTime): boolean {
  return one.day === other.day && one.time === other.time;
}

function readLate(late: AssignmentForm["late"], errors: Map<string, string>) {
  const read = readLatePolicy(late);
  if (read.status === "read") return read.policy;
  for (const [path, problem] of read.errors) errors.set(path, problem);
  return null;
}

function readMoodleMaximum(typed: string, errors: Map<string, string>): number | null {
  if (typed.trim() === "") return null;
  const maximum = readDecimal(typed);
  if (maximum > 0 && maximum <= 100) return maximum;
  errors.set("moodleMaximum", words.moodleMaximum);
  return null;
}
