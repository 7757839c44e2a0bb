import { readDuration } from "../../parts/duration.ts";
import { durationWords, lateWords } from "../../parts/late-words.ts";
import { text } from "../../text/text.ts";
import type { AssignmentForm } from "./assignment-form.ts";
import type { FormField } from "./merge-form.ts";
import { readLatePolicy } from "./read-late-policy.ts";

const words = text.assignmentForm;

const labels: Readonly<Record<FormField, string>> = {
  title: words.title,
  timeZone: words.timeZone,
  opensAt: words.opensAt,
  dueAt: words.dueAt,
  takesLate: words.takesLate,
  closesAt: words.closesAt,
  isLimited: words.attempts,
  attemptLimit: words.limit,
  coolsDown: words.coolsDown,
  coolDown: words.coolDown,
  keep: words.keep,
  isLateCharged: words.late,
  late: words.lateSection,
  blockedFeedback: words.blocked,
  hints: words.hints,
  variables: words.variablesSection,
  release: words.release,
  canvasId: words.canvasId,
  moodleMaximum: words.moodleMaximum,
};

export function fieldLabel(field: FormField): string {
  return labels[field];
}

/** What a form says in a field, for a person. */
export function fieldWords(field: FormField, form: AssignmentForm): string {
  switch (field) {
    case "opensAt":
    case "dueAt":
    case "closesAt":
      return text.assignments.page.inZone(`${form[field].day} ${form[field].time}`, form.timeZone);
    case "takesLate":
    case "coolsDown":
      return form[field] ? text.parts.yes : text.parts.no;
    case "isLimited":
      return form.isLimited ? words.limited : words.unlimited;
    case "coolDown": {
      const seconds = readDuration(form.coolDown);
      return seconds === undefined ? form.coolDown.amount : durationWords(seconds);
    }
    case "keep":
      return form.keep === "best" ? words.keepBest : words.keepLast;
    case "isLateCharged":
      return form.isLateCharged ? words.lateCharged : words.lateFree;
    case "late": {
      const read = readLatePolicy(form.late);
      return read.status === "read" ? lateWords(read.policy) : form.late.percent;
    }
    case "blockedFeedback":
      return form.blockedFeedback === "full" ? words.blockedFull : words.blockedUnknown;
    case "hints":
      return text.assignments.page.hintPolicies[form.hints];
    case "variables":
      return Object.entries(form.variables)
        .map(([name, value]) => text.assignments.page.variableOf(name, value))
        .join(", ");
    case "release":
      return text.assignments.release[form.release];
    case "title":
    case "timeZone":
    case "attemptLimit":
    case "canvasId":
    case "moodleMaximum":
      return form[field];
    default:
      return field satisfies never;
  }
}
