import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { cancelJob, getJob, listJobs } from "@lab-grader/core/contracts/endpoints/jobs";
import { getRegrade, type RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";

/** Ends a regrade that is on its way; nothing new is begun. */
export function StopRegrade({ view }: { readonly view: RegradeView }) {
  const [isAsked, setAsked] = useState(false);
  const change = useChange(cancelJob, { changes: [getJob, getRegrade, listJobs] });
  const notify = useNotify();
  const { plan } = text.regrades;

  const onConfirm = async () => {
    const job = await change.send({ params: { jobId: view.job.jobId } });
    if (!job) return;
    notify({ type: "success", text: plan.stopped });
    setAsked(false);
  };

  return (
    <>
      <Button onClick={() => setAsked(true)}>{plan.stop}</Button>
      {isAsked && (
        <Confirm
          title={plan.stopTitle}
          confirm={plan.stopConfirm}
          isSending={change.isSending}
          fault={change.error}
          onConfirm={() => void onConfirm()}
          onCancel={() => setAsked(false)}
        >
          <Box>{view.step === "plan" ? plan.stopPlan : plan.stopApplication}</Box>
        </Confirm>
      )}
    </>
  );
}
