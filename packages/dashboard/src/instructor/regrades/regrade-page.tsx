import SpaceBetween from "@cloudscape-design/components/space-between";
import { listJobs } from "@lab-grader/core/contracts/endpoints/jobs";
import { getRegrade, type RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useParams } from "react-router";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { AssignmentFrame } from "../assignment-frame.tsx";
import { JobProgress } from "../jobs/job-progress.tsx";
import { useRights } from "../use-rights.ts";
import { ApplicationSteps } from "./application-steps.tsx";
import { PlanSteps } from "./plan-steps.tsx";
import { StopRegrade } from "./stop-regrade.tsx";
import { useRegrade } from "./use-regrade.ts";

/** One regrade: what a plan would change, or what its application wrote. */
export function RegradePage() {
  const { assignmentId = "", jobId = "" } = useParams();
  const regrade = useRegrade(assignmentId, jobId);
  const { view } = regrade;
  const { mayManage } = useRights(view?.job.cohortId);
  const queries = useQueryClient();
  const onClosed = useCallback(async () => {
    await Promise.all(
      [getRegrade, listJobs].map(({ name }) => queries.invalidateQueries({ queryKey: [name] })),
    );
  }, [queries]);
  const { title, plan } = text.regrades;
  return (
    <AssignmentFrame
      key={jobId}
      assignmentId={assignmentId}
      title={titleOf(view)}
      crumbs={[{ text: title, to: `/assignments/${assignmentId}/regrades` }]}
      description={
        view && (
          <LearnerText>
            {[
              plan.startedBy(view.job.by, formatMoment(view.job.startedAt)),
              ...(view.job.reason === undefined ? [] : [plan.because(view.job.reason)]),
            ].join(" ")}
          </LearnerText>
        )
      }
      actions={mayManage && view?.job.closedAt === undefined && view && <StopRegrade view={view} />}
    >
      {(assignment) => (
        <Loaded read={regrade.read}>
          {({ pages: [first] }) =>
            first && (
              <SpaceBetween size="l">
                {first.job.state !== "done" && (
                  <JobProgress jobId={jobId} onClosed={() => void onClosed()} />
                )}
                {first.step === "plan" ? (
                  <PlanSteps view={first} {...{ assignment, regrade, mayManage }} />
                ) : (
                  <ApplicationSteps view={first} {...{ assignment, regrade }} />
                )}
              </SpaceBetween>
            )
          }
        </Loaded>
      )}
    </AssignmentFrame>
  );
}

function titleOf(view: RegradeView | undefined): string {
  const { plan } = text.regrades;
  if (!view) return plan.loadingTitle;
  return view.step === "plan" ? plan.planTitle : plan.applicationTitle;
}
