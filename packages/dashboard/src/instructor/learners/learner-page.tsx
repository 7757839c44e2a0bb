import SpaceBetween from "@cloudscape-design/components/space-between";
import { getCohortGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { useParams } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { usePerson } from "../../sign-in/session-context.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { nameOf } from "../gradebook/matrix-rows.ts";
import { useRights } from "../use-rights.ts";
import { EraseLearner } from "./learner/erase-learner.tsx";
import { LearnerAccount } from "./learner/learner-account.tsx";
import { LearnerEnrolment } from "./learner/learner-enrolment.tsx";
import { LearnerResults } from "./learner/learner-results.tsx";

/** One learner of a cohort: results in all assignments, sandbox account, enrolment. */
export function LearnerPage() {
  const { cohortId = "", learnerId = "" } = useParams();
  const read = useOperation(getCohortGradebook, {
    params: { cohortId },
    query: { learner: learnerId },
  });
  const { mayManage } = useRights(cohortId);
  const { groups } = usePerson();
  const row = read.data?.rows[0];
  return (
    <CohortFrame
      cohortId={cohortId}
      title={row ? nameOf(row) : learnerId}
      crumbs={[{ text: text.cohorts.pages.learners, to: `/cohorts/${cohortId}/learners` }]}
    >
      <Loaded read={read}>
        {({ columns, rows: [learner] }) =>
          learner ? (
            <SpaceBetween size="l">
              <LearnerEnrolment cohortId={cohortId} learner={learner} mayManage={mayManage} />
              <LearnerResults cohortId={cohortId} columns={columns} row={learner} />
              <LearnerAccount cohortId={cohortId} learner={learner} mayManage={mayManage} />
              {groups.includes("admin") && <EraseLearner learner={learner} />}
            </SpaceBetween>
          ) : null
        }
      </Loaded>
    </CohortFrame>
  );
}
