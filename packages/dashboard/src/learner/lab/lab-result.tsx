import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type {
  MatrixCell,
  MatrixColumn,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { cellReasonText } from "@lab-grader/core/gradebook/cell-reason-text";
import type { CellReason } from "@lab-grader/core/gradebook/cell-status";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";

const { labs } = text;

/** Of one lab: its column and the learner's own cell. */
export interface OwnResult {
  readonly column: MatrixColumn;
  readonly cell: MatrixCell;
}

/** What is told elsewhere on the same card: how far the stages are, and when it is due. */
const toldElsewhere: readonly CellReason["kind"][] = [
  "graded",
  "in_progress",
  "missing",
  "not_open",
  "not_submitted",
  "partly_done",
];

/** The learner's points in a lab, with the reasons why they are what they are. */
export function LabResult({
  result,
}: {
  /** Absent while it is not known. */
  readonly result: OwnResult | undefined;
}) {
  if (!result) return text.parts.dash;
  const { cell, column } = result;
  const reasons = cell.reasons.filter(({ kind }) => !toldElsewhere.includes(kind));
  return (
    <>
      <div>
        {cell.points === null
          ? !isKeptBack(cell) && labs.noPoints
          : labs.resultOf(formatPoints(cell.points), formatPoints(column.maxPoints))}
      </div>
      {cell.isPassed && <StatusIndicator type="success">{labs.passed}</StatusIndicator>}
      {cell.lateDeduction !== undefined && (
        <Box variant="small" display="block">
          {labs.lateOff(formatPoints(cell.lateDeduction))}
        </Box>
      )}
      {reasons.map((reason) => (
        <Box variant="small" display="block" key={JSON.stringify(reason)}>
          <LearnerText>{cellReasonText(reason, formatMoment)}</LearnerText>
        </Box>
      ))}
    </>
  );
}

/** Points may be there, and are not shown; the reason says so. */
function isKeptBack({ reasons }: MatrixCell): boolean {
  return reasons.some(({ kind }) => kind === "hidden" || kind === "withheld");
}
