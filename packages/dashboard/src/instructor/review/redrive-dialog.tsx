import Box from "@cloudscape-design/components/box";
import { countOpenWork, redrive } from "@lab-grader/core/contracts/endpoints/operations";
import { getSubmission, listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";
import { ReasonField } from "./reason-field.tsx";

/** Grades a submission again that our side could not finish, and goes to the new one if wanted. */
export function RedriveDialog({
  submissionId,
  staysHere = false,
  onClose,
}: {
  readonly submissionId: string;
  /** The page itself shows the new one. */
  readonly staysHere?: boolean;
  readonly onClose: () => void;
}) {
  const change = useChange(redrive, { changes: [getSubmission, listSubmissions, countOpenWork] });
  const navigate = useNavigate();
  const notify = useNotify();
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const { review } = text;

  const onConfirm = async () => {
    setAsked(true);
    if (reason.trim() === "") return;
    const receipt = await change.send({ params: { submissionId }, body: { reason } });
    if (!receipt) return;
    notify({ type: "success", text: review.redriven(receipt.submissionId) });
    onClose();
    if (!staysHere) void navigate(`/submissions/${receipt.submissionId}`);
  };

  return (
    <Confirm
      title={review.redriveTitle}
      confirm={review.redriveConfirm}
      isSending={change.isSending}
      fault={change.error}
      onConfirm={() => void onConfirm()}
      onCancel={onClose}
    >
      <Box>{review.redriveMeans}</Box>
      <ReasonField
        value={reason}
        onChange={setReason}
        description={review.redriveReasonKept}
        isMissing={isAsked && reason.trim() === ""}
        longest={200}
      />
    </Confirm>
  );
}
