import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import {
  getLearnersSandboxAccount,
  rebindSandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";
import { ReasonField } from "./reason-field.tsx";

const { account: words } = text.learnerRecord;

/** Lets a learner have an account, also one that is another learner's. */
export function RebindAccount({
  params,
  onClose,
}: {
  readonly params: { readonly cohortId: string; readonly learnerId: string };
  readonly onClose: () => void;
}) {
  const notify = useNotify();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [isSent, setIsSent] = useState(false);
  const rebinding = useChange(rebindSandboxAccount, { changes: [getLearnersSandboxAccount] });

  const accountId = typed.replaceAll(/[\s-]/g, "");
  const isId = /^\d{12}$/.test(accountId);
  const rebind = async () => {
    setIsSent(true);
    if (!isId || reason.trim() === "") return;
    const body = { accountId, reason: reason.trim() };
    if (!(await rebinding.send({ params, body }))) return;
    notify({ type: "success", text: words.rebound });
    onClose();
  };

  return (
    <Confirm
      title={words.rebindTitle}
      confirm={words.rebind}
      isSending={rebinding.isSending}
      fault={rebinding.error}
      onConfirm={() => void rebind()}
      onCancel={onClose}
    >
      <div>{words.rebindText}</div>
      <FormField label={words.accountId} errorText={isSent && !isId ? words.accountWrong : ""}>
        <Input
          value={typed}
          inputMode="numeric"
          autoComplete={false}
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
      <ReasonField reason={reason} isSent={isSent} onChange={setReason} />
    </Confirm>
  );
}
