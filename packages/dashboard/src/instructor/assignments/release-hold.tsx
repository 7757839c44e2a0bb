import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { releaseCriterion } from "@lab-grader/core/contracts/endpoints/holds";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { text } from "../../text/text.ts";

const words = text.assignments.holdsPart;
const changes = [getAssignment];

/** Lets a criterion count as it was judged. */
export function ReleaseHold({
  assignmentId,
  criterion,
  onDone,
  onCancel,
}: {
  readonly assignmentId: string;
  readonly criterion: string;
  readonly onDone: (jobId: string) => void;
  readonly onCancel: () => void;
}) {
  const [reason, setReason] = useState("");
  const { send, isSending, error } = useChange(releaseCriterion, { changes });
  const why = reason.trim();
  const release = async () => {
    const done = await send({
      params: { assignmentId, criterion },
      query: why === "" ? {} : { reason: why },
    });
    if (done) onDone(done.job.jobId);
  };
  return (
    <Confirm
      title={words.releaseTitle(criterion)}
      confirm={words.release}
      isSending={isSending}
      fault={error}
      onConfirm={() => void release()}
      onCancel={onCancel}
    >
      <p>{words.releaseDetail}</p>
      <FormField label={words.reasonOptional} constraintText={words.reasonHint}>
        <Input value={reason} onChange={({ detail }) => setReason(detail.value)} />
      </FormField>
    </Confirm>
  );
}
