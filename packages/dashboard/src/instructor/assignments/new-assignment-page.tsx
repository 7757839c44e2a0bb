import Alert from "@cloudscape-design/components/alert";
import { listLabs } from "@lab-grader/core/contracts/endpoints/labs";
import { useParams } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { useCohort } from "../cohorts/use-cohort.ts";
import { useRights } from "../use-rights.ts";
import { NewAssignmentForm } from "./new-assignment-form.tsx";

const words = text.assignmentForm;

/** Gives a version of a lab to a cohort. */
export function NewAssignmentPage() {
  const { cohortId = "" } = useParams();
  const { cohort } = useCohort(cohortId);
  const { mayManage } = useRights(cohortId);
  const labs = useOperation(listLabs, {});
  const crumbs = [{ text: text.assignments.title, to: `/cohorts/${cohortId}/assignments` }];
  return (
    <CohortFrame cohortId={cohortId} title={words.newTitle} crumbs={crumbs}>
      {cohort && !mayManage ? (
        <Alert type="info">{words.onlyInstructors}</Alert>
      ) : (
        <Loaded read={labs}>
          {({ labs: published }) =>
            published.length === 0 ? (
              <Empty title={words.noLabsTitle}>{words.noLabs}</Empty>
            ) : (
              <NewAssignmentForm cohortId={cohortId} labs={published} />
            )
          }
        </Loaded>
      )}
    </CohortFrame>
  );
}
