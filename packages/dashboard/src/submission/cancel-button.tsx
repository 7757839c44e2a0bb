import Button from "@cloudscape-design/components/button";
import { cancelSubmission } from "@lab-grader/core/contracts/endpoints/submission-steps";
import { getSubmission, listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import { useState } from "react";
import { useChange } from "../api/use-change.ts";
import { Confirm } from "../parts/confirm.tsx";
import { useNotify } from "../parts/notifications.tsx";
import { text } from "../text/text.ts";

/** Takes an open submission back, after asking. */
export function CancelButton({ submissionId }: { readonly submissionId: string }) {
  const [isAsking, setAsking] = useState(false);
  const notify = useNotify();
  const { send, isSending, error, reset } = useChange(cancelSubmission, {
    changes: [getSubmission, listSubmissions],
  });
  const { submissions } = text;

  const confirm = async () => {
    if (!(await send({ params: { submissionId } }))) return;
    setAsking(false);
    notify({ type: "success", text: submissions.canceled });
  };

  return (
    <>
      <Button
        onClick={() => {
          reset();
          setAsking(true);
        }}
      >
        {submissions.cancel}
      </Button>
      {isAsking && (
        <Confirm
          title={submissions.cancelTitle}
          confirm={submissions.cancel}
          isSending={isSending}
          fault={error}
          onConfirm={() => void confirm()}
          onCancel={() => setAsking(false)}
        >
          {submissions.cancelText}
        </Confirm>
      )}
    </>
  );
}
