import { useParams } from "react-router";
import { text } from "../../text/text.ts";
import { CohortFrame } from "./cohort-page-frame.tsx";

export function CohortPage() {
  const { cohortId = "" } = useParams();
  return (
    <CohortFrame cohortId={cohortId} title={text.cohorts.pages.overview}>
      {null}
    </CohortFrame>
  );
}
