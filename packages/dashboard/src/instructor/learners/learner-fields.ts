import type { Enrolment, ExternalIds } from "@lab-grader/core/cohorts/enrolment";
import { RosterEntry } from "@lab-grader/core/cohorts/roster/roster-entry";
import { text } from "../../text/text.ts";

/** What is typed of a learner. */
export const idFields = [
  ...(["canvasId", "sisUserId", "sisLoginId", "integrationId"] as const),
  ...(["moodleIdNumber", "moodleUsername"] as const),
] satisfies readonly (keyof ExternalIds)[];

const learnerFields = ["login", "name", "email", "section", ...idFields] as const;
export type LearnerField = (typeof learnerFields)[number];
export type LearnerForm = Readonly<Record<LearnerField, string>>;

export function learnerForm(known: Enrolment | undefined): LearnerForm {
  const { login = "", name, email = "", section = "", externalIds = {} } = known ?? {};
  return {
    ...{ login, name: name?.full ?? "", email, section },
    ...{ canvasId: "", sisUserId: "", sisLoginId: "", integrationId: "" },
    ...{ moodleIdNumber: "", moodleUsername: "" },
    ...externalIds,
  };
}

/** Where in a request a field stands. */
const pathOf: Readonly<Record<string, LearnerField>> = {
  ...{ login: "login", name: "name", "name.full": "name", email: "email", section: "section" },
  ...Object.fromEntries(idFields.map((field) => [`externalIds.${field}`, field])),
};

/** The field that a path within the request means. */
export function fieldAt(path: string): LearnerField | undefined {
  return Object.hasOwn(pathOf, path) ? pathOf[path] : undefined;
}

export type ReadLearner =
  | { readonly status: "read"; readonly entry: RosterEntry }
  | { readonly status: "refused"; readonly errors: ReadonlyMap<LearnerField, string> };

/**
 * What was typed, as the API takes it. A field that is empty says nothing.
 * @param known whose given and family name stay, where the name as a whole was not changed.
 */
export function readLearner(form: LearnerForm, known: Enrolment | undefined): ReadLearner {
  const said = (field: LearnerField) => {
    const value = form[field].trim();
    return value === "" ? {} : { [field]: value };
  };
  const full = form.name.trim();
  const name = full === known?.name?.full ? known.name : { full };
  const parsed = RosterEntry.safeParse({
    login: form.login.trim(),
    ...(full === "" ? {} : { name }),
    ...said("email"),
    ...said("section"),
    externalIds: Object.assign({}, ...idFields.map(said)),
  });
  if (parsed.success) return { status: "read", entry: parsed.data };
  return {
    status: "refused",
    errors: new Map(
      parsed.error.issues.flatMap(({ path, message }) => {
        const field = fieldAt(path.join("."));
        return field === undefined ? [] : [[field, text.roster.form.expected(message)] as const];
      }),
    ),
  };
}
