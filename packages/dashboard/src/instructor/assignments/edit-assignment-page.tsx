import Alert from "@cloudscape-design/components/alert";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { useParams } from "react-router";
import { text } from "../../text/text.ts";
import { AssignmentFrame } from "../assignment-frame.tsx";
import { useCohort } from "../cohorts/use-cohort.ts";
import { useRights } from "../use-rights.ts";
import { EditAssignmentForm } from "./edit-assignment-form.tsx";

const words = text.assignmentForm;

/** Changes dates and rules of an assignment. */
export function EditAssignmentPage() {
  const { assignmentId = "" } = useParams();
  return (
    <AssignmentFrame
      assignmentId={assignmentId}
      title={text.assignments.page.edit}
      description={words.editDescription}
    >
      {(assignment) => <ForInstructors assignment={assignment} />}
    </AssignmentFrame>
  );
}

function ForInstructors({ assignment }: { readonly assignment: AssignmentView }) {
  const { cohort } = useCohort(assignment.cohortId);
  const { mayManage } = useRights(assignment.cohortId);
  if (cohort && !mayManage) return <Alert type="info">{words.onlyInstructors}</Alert>;
  return <EditAssignmentForm now={assignment} />;
}
