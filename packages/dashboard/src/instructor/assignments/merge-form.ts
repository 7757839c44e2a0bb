import { AssignmentForm } from "./assignment-form.ts";

export type FormField = keyof AssignmentForm;

const fields = AssignmentForm.keyof().options;

/** The fields of which two forms say different things. */
export function differingFields(one: AssignmentForm, other: AssignmentForm): readonly FormField[] {
  return fields.filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]));
}

/** What is there now, with the fields that somebody has changed since `base`. */
export function mergedForm({
  base,
  mine,
  now,
}: Readonly<Record<"base" | "mine" | "now", AssignmentForm>>): AssignmentForm {
  const changed = differingFields(base, mine);
  return { ...now, ...Object.fromEntries(changed.map((field) => [field, mine[field]])) };
}
