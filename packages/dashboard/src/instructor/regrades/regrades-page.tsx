import SpaceBetween from "@cloudscape-design/components/space-between";
import { useParams } from "react-router";
import { text } from "../../text/text.ts";
import { AssignmentFrame } from "../assignment-frame.tsx";
import { useRights } from "../use-rights.ts";
import { EarlierRegrades } from "./earlier-regrades.tsx";
import { PlanForm } from "./plan-form.tsx";

/** The regrades of an assignment, and the form that plans one. */
export function RegradesPage() {
  const { assignmentId = "" } = useParams();
  const { regrades } = text;
  return (
    <AssignmentFrame
      assignmentId={assignmentId}
      title={regrades.title}
      description={regrades.description}
    >
      {(assignment) => (
        <SpaceBetween size="l">
          <EarlierRegrades assignment={assignment} />
          <NewRegrade assignment={assignment} />
        </SpaceBetween>
      )}
    </AssignmentFrame>
  );
}

function NewRegrade({ assignment }: Parameters<typeof PlanForm>[0]) {
  const { mayManage } = useRights(assignment.cohortId);
  return mayManage ? <PlanForm assignment={assignment} /> : null;
}
