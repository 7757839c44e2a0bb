import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type {
  MatrixCell,
  MatrixColumn,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import type { TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import { Moment } from "../../../parts/moment.tsx";
import { formatPoints, formatPointsOf } from "../../../parts/points.ts";
import { text } from "../../../text/text.ts";
import { CellMark } from "../cell-mark.tsx";
import { mainStateOf } from "../cell-state.ts";
import { reasonSentence } from "../cell-words.ts";
import "../gradebook-grid.css";
import "./cell.css";

const words = text.cell;

/** What counts, every reason for it, and the rules that hold for this learner. */
export function CellResult({
  cell,
  column,
  terms,
}: {
  readonly cell: MatrixCell;
  readonly column: MatrixColumn;
  /** Absent while it is asked for. */
  readonly terms: TermsView | undefined;
}) {
  const main = mainStateOf(cell);
  const isVerdict = main === "passed" || main === "not_passed";
  const reasons = cell.reasons.filter(({ kind }) => kind !== "graded").map(reasonSentence);
  const deducted =
    cell.lateDeduction === undefined
      ? []
      : [text.gradebook.deductedLong(formatPoints(cell.lateDeduction))];
  const why = [...(isVerdict ? [text.gradebook.meanings[main]] : []), ...deducted, ...reasons];
  return (
    <Container header={<Header variant="h2">{words.result}</Header>}>
      <SpaceBetween size="m">
        {cell.isBehind && <Alert type="info">{words.isBehind}</Alert>}
        <KeyValuePairs
          columns={4}
          items={[
            {
              label: words.points,
              value: (
                <>
                  <Box fontSize="heading-xl" fontWeight="bold">
                    {formatPointsOf(cell.points, column.maxPoints)}
                  </Box>
                  <div className={`gradebook-is-${main}`}>
                    <CellMark state={main} />
                    {text.gradebook.states[main]}
                  </div>
                </>
              ),
            },
            {
              label: words.dueAt,
              value: terms ? <Moment at={terms.effective.dueAt} /> : text.parts.dash,
            },
            {
              label: words.closesAt,
              value: terms ? <Moment at={terms.effective.closesAt} /> : text.parts.dash,
            },
            {
              label: words.attempts,
              value: terms ? (terms.effective.attemptLimit ?? words.unlimited) : text.parts.dash,
            },
          ]}
        />
        <div>
          <Box variant="awsui-key-label">{words.why}</Box>
          <ul className="cell-reasons">
            {cell.points === null && <li>{words.nothingCounts}</li>}
            {why.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      </SpaceBetween>
    </Container>
  );
}
