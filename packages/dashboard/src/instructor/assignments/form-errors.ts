import { ApiProblem } from "@lab-grader/core/client";
import { describeFault } from "../../api/fault.ts";
import type { FieldErrors } from "./read-assignment-form.ts";

const fields = new Set([
  ...["lab", "labVersion", "title", "timeZone", "opensAt", "dueAt", "closesAt"],
  ...["attemptLimit", "coolDownSeconds", "variables", "canvasId", "moodleMaximum"],
  ...["percentPerInterval", "intervalSeconds", "graceSeconds", "floorPercent", "tokens"].map(
    (name) => `latePolicy.${name}`,
  ),
]);

/** What the API says of a field, at that field; nothing where it means the whole request. */
export function errorsOfFault(fault: unknown): FieldErrors {
  if (!(fault instanceof ApiProblem)) return new Map();
  const { path } = fault.problem;
  const { detail } = describeFault(fault);
  const place = path?.startsWith("body.") ? path.slice("body.".length) : undefined;
  if (place === undefined) return new Map();
  return fields.has(place) || place.startsWith("variables.")
    ? new Map([[place, detail]])
    : new Map();
}
