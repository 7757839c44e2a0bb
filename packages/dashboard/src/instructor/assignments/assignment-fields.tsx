import SpaceBetween from "@cloudscape-design/components/space-between";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";
import { AttemptFields } from "./attempt-fields.tsx";
import { DateFields } from "./date-fields.tsx";
import type { FormPart } from "./form-part.ts";
import { LateFields } from "./late-fields.tsx";
import { MoreFields, VariableFields } from "./more-fields.tsx";

/** Dates and rules of an assignment, new or there already. */
export function AssignmentFields({
  lab,
  ...part
}: FormPart & {
  readonly lab: Pick<LabRubric, "variables" | "stages"> | undefined;
}) {
  const [stage] = lab?.stages ?? [];
  return (
    <SpaceBetween size="l">
      <DateFields {...part} />
      <AttemptFields {...part} />
      <LateFields {...part} maxPoints={stage?.maxPoints ?? 100} />
      <VariableFields {...part} variables={lab?.variables ?? {}} />
      <MoreFields {...part} />
    </SpaceBetween>
  );
}
