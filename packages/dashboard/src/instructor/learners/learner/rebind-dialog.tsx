import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  getLearnersSandboxAccount,
  rebindSandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { type FormEvent, useRef, useState } from "react";
import { useChange } from "../../../api/use-change.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { focusFirstError } from "../../../parts/focus-first-error.ts";
import { useNotify } from "../../../parts/notifications.tsx";
import { text } from "../../../text/text.ts";
import { ReasonField } from "../../review/reason-field.tsx";

const words = text.learner;

/** Lets the learner have an account, also one that is another learner's. */
export function RebindDialog({
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
  const change = useChange(rebindSandboxAccount, { changes: [getLearnersSandboxAccount] });
  const notify = useNotify();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const accountId = typed.replaceAll(/[\s-]/g, "");
  const isAccountId = /^\d{12}$/.test(accountId);

  const rebind = async () => {
    setAsked(true);
    if (!isAccountId || reason.trim() === "") return focusFirstError(form.current);
    const done = await change.send({
      params: { cohortId, learnerId },
      body: { accountId, reason: reason.trim() },
    });
    if (!done) return;
    notify({ type: "success", text: words.rebindSaved(login) });
    onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void rebind();
  };
  return (
    <Confirm
      title={words.rebindTitle(login)}
      confirm={words.rebind}
      isSending={change.isSending}
      fault={change.error}
      onConfirm={() => void rebind()}
      onCancel={onClose}
    >
      <form ref={form} onSubmit={onSubmit}>
        <SpaceBetween size="m">
          <div>{words.rebindDetail}</div>
          <FormField
            label={words.accountId}
            constraintText={words.accountIdHint}
            errorText={isAsked && !isAccountId ? words.accountIdProblem : undefined}
          >
            <Input
              value={typed}
              inputMode="numeric"
              autoComplete={false}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
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
