import { useParams } from "react-router";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { useRights } from "../use-rights.ts";
import { AuditResult } from "./audit-result.tsx";
import { SealList } from "./seal-list.tsx";
import { useSeals } from "./use-seals.ts";

/** Whether results are still what they were: the seals, and every chain of grades. */
export function AuditPage() {
  const { cohortId = "" } = useParams();
  const { mayManage } = useRights(cohortId);
  const sealing = useSeals(cohortId);
  return (
    <CohortFrame cohortId={cohortId} title={text.audit.title} description={text.audit.description}>
      <AuditResult cohortId={cohortId} seals={sealing.seals} sealProblems={sealing.problems} />
      <SealList cohortId={cohortId} sealing={sealing} mayManage={mayManage} />
    </CohortFrame>
  );
}
