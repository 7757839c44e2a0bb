import type { AssignmentForm } from "./assignment-form.ts";
import type { FieldErrors } from "./read-assignment-form.ts";

/** What every part of the form is given. */
export interface FormPart {
  readonly form: AssignmentForm;
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<AssignmentForm>) => void;
}
