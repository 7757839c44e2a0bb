import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { listJobs } from "@lab-grader/core/contracts/endpoints/jobs";
import { applyRegrade, type RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";
import type { PlanSummary } from "@lab-grader/core/regrade/plan-summary";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { focusFirstError } from "../../parts/focus-first-error.ts";
import { text } from "../../text/text.ts";
import { ReasonField } from "../review/reason-field.tsx";

const longestReason = 1000;

/** Writes exactly this plan, after asking; then goes to the application. */
export function ApplyPlan({
  view,
  summary,
}: {
  readonly view: RegradeView;
  readonly summary: PlanSummary;
}) {
  const { job, labVersion } = view;
  const assignmentId = job.assignmentId ?? "";
  const [reason, setReason] = useState(job.reason ?? "");
  const [giveAttemptsBack, setGiveBack] = useState(false);
  const [notify, setNotify] = useState(false);
  const [adopt, setAdopt] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const change = useChange(applyRegrade, { changes: [listJobs] });
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const { plan } = text.regrades;
  const length = reason.trim().length;

  const ask = () => {
    setAsked(true);
    if (length === 0 || length > longestReason) return focusFirstError(form.current);
    setConfirming(true);
  };
  const apply = async () => {
    const application = await change.send({
      params: { assignmentId, jobId: job.jobId },
      body: { reason, giveAttemptsBack, notify, adopt },
    });
    if (application) void navigate(`/assignments/${assignmentId}/regrades/${application.jobId}`);
  };

  return (
    <Container
      header={
        <Header variant="h2" description={plan.applyMeans(summary.changed)}>
          {plan.apply}
        </Header>
      }
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <SpaceBetween size="m">
          <ReasonField
            value={reason}
            onChange={setReason}
            description={plan.whyMeans}
            isMissing={isAsked && length === 0}
            longest={longestReason}
          />
          <Checkbox
            checked={giveAttemptsBack}
            description={plan.giveAttemptsBackMeans}
            onChange={({ detail }) => setGiveBack(detail.checked)}
          >
            {plan.giveAttemptsBack}
          </Checkbox>
          <Checkbox
            checked={notify}
            description={plan.notifyMeans}
            onChange={({ detail }) => setNotify(detail.checked)}
          >
            {plan.notify}
          </Checkbox>
          {labVersion !== undefined && (
            <Checkbox
              checked={adopt}
              description={plan.adoptMeans}
              onChange={({ detail }) => setAdopt(detail.checked)}
            >
              {plan.adopt(labVersion)}
            </Checkbox>
          )}
          <Button variant="primary" formAction="submit">
            {plan.applyButton}
          </Button>
        </SpaceBetween>
      </form>
      {isConfirming && (
        <Confirm
          title={plan.applyConfirmTitle}
          confirm={plan.applyConfirm(summary.changed)}
          isSending={change.isSending}
          fault={change.error}
          onConfirm={() => void apply()}
          onCancel={() => setConfirming(false)}
        >
          <Box>{plan.applyConfirmText(summary.changed, summary.up, summary.down)}</Box>
        </Confirm>
      )}
    </Container>
  );
}
