import type { TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import { timeProblem } from "../../../parts/moment-field.tsx";
import { instantIn, type LocalTime, localTimeIn } from "../../../parts/zoned-time.ts";
import { text } from "../../../text/text.ts";

/** What somebody is typing. */
export interface TermsForm {
  readonly isExtended: boolean;
  readonly due: LocalTime;
  readonly hasCloses: boolean;
  readonly closes: LocalTime;
  readonly isExcused: boolean;
  readonly extraAttempts: string;
}

type Field = "due" | "closes" | "extraAttempts";
export type TermsErrors = Partial<Readonly<Record<Field, string>>>;

/** The fields as the terms have them; an extension begins at the dates that hold now. */
export function termsForm({ terms, effective }: TermsView, zone: string): TermsForm {
  const { extension, excused, extraAttempts } = terms;
  return {
    isExtended: extension !== undefined,
    due: localTimeIn(extension?.dueAt ?? effective.dueAt, zone),
    hasCloses: extension?.closesAt !== undefined,
    closes: localTimeIn(extension?.closesAt ?? effective.closesAt, zone),
    isExcused: excused === true,
    extraAttempts: String(extraAttempts ?? 0),
  };
}

/** The decision that is meant, or what is wrong with which field. */
export function readTermsForm(
  form: TermsForm,
  { dueAt, zone }: { readonly dueAt: string; readonly zone: string },
) {
  const due = instantIn(form.due, zone);
  const closes = instantIn(form.closes, zone);
  const dueIs = due.status === "read" ? due.instant : undefined;
  const closesIs = form.hasCloses && closes.status === "read" ? closes.instant : undefined;
  const attempts = form.extraAttempts.trim();
  const isCount = /^\d{1,3}$/.test(attempts) && Number(attempts) <= 100;

  const isTooEarly = dueIs !== undefined && dueIs <= dueAt;
  const isClosedBefore = dueIs !== undefined && closesIs !== undefined && closesIs < dueIs;
  const dueError = timeProblem(due, zone) ?? (isTooEarly ? text.cell.notLater : undefined);
  const closesError =
    timeProblem(closes, zone) ?? (isClosedBefore ? text.cell.closesTooEarly : undefined);
  const errors: TermsErrors = {
    ...(form.isExtended && dueError !== undefined ? { due: dueError } : {}),
    ...(form.isExtended && form.hasCloses && closesError !== undefined
      ? { closes: closesError }
      : {}),
    ...(isCount ? {} : { extraAttempts: text.cell.moreAttemptsProblem }),
  };
  if (Object.keys(errors).length > 0) return { status: "refused", errors } as const;
  const extension = form.isExtended &&
    dueIs !== undefined && {
      dueAt: dueIs,
      ...(closesIs === undefined ? {} : { closesAt: closesIs }),
    };
  return {
    status: "read",
    decision: {
      ...(extension ? { extension } : {}),
      isExcused: form.isExcused,
      extraAttempts: Number(attempts),
    },
  } as const;
}
