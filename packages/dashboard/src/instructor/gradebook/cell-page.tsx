import SpaceBetween from "@cloudscape-design/components/space-between";
import { getTerms } from "@lab-grader/core/contracts/endpoints/terms";
import { useParams } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { useRights } from "../use-rights.ts";
import { CellDecisions } from "./cell/cell-decisions.tsx";
import { CellResult } from "./cell/cell-result.tsx";
import { CellStages } from "./cell/cell-stages.tsx";
import { CellSubmissions } from "./cell/cell-submissions.tsx";
import { useCell } from "./cell/use-cell.ts";
import { nameOf } from "./matrix-rows.ts";

/** One learner in one assignment: what counts and why, and what was decided for them. */
export function CellPage() {
  const { cohortId = "", learnerId = "", assignmentId = "" } = useParams();
  const of = { cohortId, learnerId, assignmentId };
  const { assignment, row, stages } = useCell(of);
  const terms = useOperation(getTerms, { params: { assignmentId, learnerId } });
  const { mayManage } = useRights(cohortId);
  const matrixRow = row.data?.rows[0];
  const learner = matrixRow ? nameOf(matrixRow) : (terms.data?.login ?? learnerId);
  const title = assignment.data?.title ?? assignmentId;
  return (
    <CohortFrame
      cohortId={cohortId}
      active="gradebook"
      title={text.cell.title(learner, title)}
      crumbs={[
        { text: text.cohorts.pages.gradebook, to: `/cohorts/${cohortId}/gradebook` },
        { text: learner, to: `/cohorts/${cohortId}/learners/${learnerId}` },
      ]}
      description={
        <>
          <AppLink to={`/cohorts/${cohortId}/learners/${learnerId}`}>{text.cell.toLearner}</AppLink>
          {" · "}
          <AppLink to={`/assignments/${assignmentId}`}>{text.cell.toAssignment}</AppLink>
        </>
      }
    >
      <SpaceBetween size="l">
        <Loaded read={row}>
          {({ columns, rows }) => {
            const at = columns.findIndex((column) => column.assignmentId === assignmentId);
            const [column, cell] = [columns[at], rows[0]?.cells[at]];
            return column && cell ? (
              <CellResult cell={cell} column={column} terms={terms.data} />
            ) : null;
          }}
        </Loaded>
        {assignment.data && (
          <Loaded read={stages}>
            {({ rows }) =>
              rows[0] && assignment.data ? (
                <CellStages assignment={assignment.data} row={rows[0]} terms={terms.data} />
              ) : null
            }
          </Loaded>
        )}
        {assignment.error && <Loaded read={assignment}>{() => null}</Loaded>}
        <CellSubmissions {...of} />
        <Loaded read={terms}>
          {(now) =>
            assignment.data ? (
              <CellDecisions
                terms={now}
                assignment={assignment.data}
                learner={learner}
                mayManage={mayManage}
              />
            ) : null
          }
        </Loaded>
      </SpaceBetween>
    </CohortFrame>
  );
}
