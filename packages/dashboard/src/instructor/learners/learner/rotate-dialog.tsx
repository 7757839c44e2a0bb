import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  getLearnersSandboxAccount,
  rotateLearnersExternalId,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { type FormEvent, useRef, useState } from "react";
import { useChange } from "../../../api/use-change.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { focusFirstError } from "../../../parts/focus-first-error.ts";
import { useNotify } from "../../../parts/notifications.tsx";
import { text } from "../../../text/text.ts";
import { ReasonField } from "../../review/reason-field.tsx";

const words = text.learner;

/** Makes a new ExternalId for the learner's account; only the learner gets to read it. */
export function RotateDialog({
  cohortId,
  learnerId,
  login,
  onClose,
}: {
  readonly cohortId: string;
  readonly learnerId: string;
  readonly login: string;
  readonly onClose: () => void;
}) {
  const change = useChange(rotateLearnersExternalId, { changes: [getLearnersSandboxAccount] });
  const notify = useNotify();
  const form = useRef<HTMLFormElement>(null);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const rotate = async () => {
    setAsked(true);
    if (reason.trim() === "") return focusFirstError(form.current);
    const done = await change.send({
      params: { cohortId, learnerId },
      body: { reason: reason.trim() },
    });
    if (!done) return;
    notify({ type: "success", text: words.rotateSaved(login) });
    onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void rotate();
  };
  return (
    <Confirm
      title={words.rotateTitle(login)}
      confirm={words.rotate}
      isSending={change.isSending}
      fault={change.error}
      onConfirm={() => void rotate()}
      onCancel={onClose}
    >
      <form ref={form} onSubmit={onSubmit}>
        <SpaceBetween size="m">
          <div>{words.rotateDetail}</div>
          <ReasonField
            value={reason}
            onChange={setReason}
            description={words.reasonKept}
            isMissing={isAsked && reason.trim() === ""}
          />
        </SpaceBetween>
      </form>
    </Confirm>
  );
}
