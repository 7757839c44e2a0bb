import SpaceBetween from "@cloudscape-design/components/space-between";
import { getCohortGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { useParams } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { usePerson } from "../../sign-in/session-context.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { useRights } from "../use-rights.ts";
import { EraseLearner } from "./erase-learner.tsx";
import { LearnerAccount } from "./learner-account.tsx";
import { LearnerResults } from "./learner-results.tsx";

const { learnerRecord: words } = text;

/** `/cohorts/:cohortId/learners/:learnerId`: one learner in all assignments, and their account. */
export function LearnerPage() {
  const { cohortId = "", learnerId = "" } = useParams();
  const gradebook = useOperation(getCohortGradebook, {
    params: { cohortId },
    query: { learner: learnerId, dropped: "true" },
  });
  const { mayManage } = useRights(cohortId);
  const { groups } = usePerson();
  const row = gradebook.data?.rows[0];
  return (
    <CohortFrame
      cohortId={cohortId}
      title={row ? (row.name ?? row.login) : words.title}
      active="learners"
      crumbs={[{ text: text.cohorts.pages.learners, to: `/cohorts/${cohortId}/learners` }]}
      description={row && describe(row)}
    >
      <Loaded read={gradebook}>
        {({ columns, rows: [learner] }) =>
          learner ? (
            <SpaceBetween size="l">
              <LearnerResults cohortId={cohortId} columns={columns} row={learner} />
              <LearnerAccount cohortId={cohortId} learnerId={learnerId} mayManage={mayManage} />
              {groups.includes("admin") && (
                <EraseLearner learnerId={learnerId} login={learner.login} />
              )}
            </SpaceBetween>
          ) : (
            <Empty title={words.notHere} />
          )
        }
      </Loaded>
    </CohortFrame>
  );
}

function describe({
  login,
  section,
  state,
}: {
  readonly login: string;
  readonly section?: string | undefined;
  readonly state: keyof typeof words.states;
}): string {
  return [login, section === undefined ? undefined : words.section(section), words.states[state]]
    .filter((part) => part !== undefined)
    .join(" · ");
}
