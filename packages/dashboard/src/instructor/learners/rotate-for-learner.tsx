import {
  getLearnersSandboxAccount,
  rotateLearnersExternalId,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";
import { ReasonField } from "./reason-field.tsx";

const { account: words } = text.learnerRecord;

/** A new ExternalId for a learner, which staff never see. */
export function RotateForLearner({
  params,
  onClose,
}: {
  readonly params: { readonly cohortId: string; readonly learnerId: string };
  readonly onClose: () => void;
}) {
  const notify = useNotify();
  const [reason, setReason] = useState("");
  const [isSent, setIsSent] = useState(false);
  const rotating = useChange(rotateLearnersExternalId, { changes: [getLearnersSandboxAccount] });
  const rotate = async () => {
    setIsSent(true);
    if (reason.trim() === "") return;
    if (!(await rotating.send({ params, body: { reason: reason.trim() } }))) return;
    notify({ type: "success", text: words.rotated });
    onClose();
  };
  return (
    <Confirm
      title={words.rotateTitle}
      confirm={words.rotate}
      isSending={rotating.isSending}
      fault={rotating.error}
      onConfirm={() => void rotate()}
      onCancel={onClose}
    >
      <div>{words.rotateText}</div>
      <ReasonField reason={reason} isSent={isSent} onChange={setReason} />
    </Confirm>
  );
}
