import { useParams } from "react-router";
import { text } from "../../text/text.ts";
import { AssignmentFrame } from "../assignment-frame.tsx";
import { ClassAnalytics } from "./class-analytics.tsx";
import { ReadAgain } from "./read-again.tsx";

/** How an assignment went. */
export function AnalyticsPage() {
  const { assignmentId = "" } = useParams();
  return (
    <AssignmentFrame
      assignmentId={assignmentId}
      title={text.analytics.title}
      description={text.analytics.description}
      actions={<ReadAgain assignmentId={assignmentId} />}
    >
      {(assignment) => <ClassAnalytics assignment={assignment} />}
    </AssignmentFrame>
  );
}
