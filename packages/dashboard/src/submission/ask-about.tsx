import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { inquire, listOwnInquiries } from "@lab-grader/core/contracts/endpoints/inquiries";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import { hasVerdict } from "@lab-grader/core/views/submission-view";
import { useState } from "react";
import * as z from "zod";
import { useChange } from "../api/use-change.ts";
import { Confirm } from "../parts/confirm.tsx";
import { useNotify } from "../parts/notifications.tsx";
import { useDraft } from "../parts/use-draft.ts";
import { text } from "../text/text.ts";
import { useSurroundings } from "./criterion-context.tsx";
import { isForStaff } from "./for-staff.ts";

// As the API takes it.
const longestText = 2000;

/** Asks staff about one verdict; not while an earlier question about it waits for its answer. */
export function AskAbout({ outcome }: { readonly outcome: OutcomeView }) {
  const { view, inquiries } = useSurroundings();
  const [isAsking, setAsking] = useState(false);
  const isOpen = inquiries.some(
    ({ submissionId, criterion, state }) =>
      submissionId === view.submissionId && criterion === outcome.criterion && state === "open",
  );
  if (isForStaff(view) || !hasVerdict(view.state) || view.notReleased || isOpen) return null;
  return (
    <>
      <Button
        variant="inline-link"
        onClick={() => setAsking(true)}
        ariaLabel={text.inquiries.askAbout(outcome.criterion)}
      >
        {text.inquiries.ask}
      </Button>
      {isAsking && <AskDialog outcome={outcome} onClose={() => setAsking(false)} />}
    </>
  );
}

function AskDialog({
  outcome: { criterion, title },
  onClose,
}: {
  readonly outcome: OutcomeView;
  readonly onClose: () => void;
}) {
  const { inquiries } = text;
  const { submissionId } = useSurroundings().view;
  const draft = useDraft(`inquiry.${submissionId}.${criterion}`, z.string(), "");
  const [isChecked, setChecked] = useState(false);
  const notify = useNotify();
  const { send, isSending, error } = useChange(inquire, { changes: [listOwnInquiries] });

  const question = draft.value.trim();
  const problem =
    question.length > longestText
      ? inquiries.tooLong(longestText)
      : isChecked && question === ""
        ? inquiries.tooShort
        : undefined;
  const confirm = async () => {
    setChecked(true);
    if (question === "" || question.length > longestText) return;
    const asked = await send({ params: { submissionId }, body: { criterion, text: question } });
    if (!asked) return;
    draft.forget();
    notify({ type: "success", text: inquiries.sent });
    onClose();
  };

  return (
    <Confirm
      title={inquiries.askTitle(title)}
      confirm={inquiries.send}
      isSending={isSending}
      fault={error}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <FormField
        label={inquiries.question}
        description={inquiries.askIntro}
        constraintText={inquiries.questionHint}
        errorText={problem}
      >
        <Textarea
          value={draft.value}
          onChange={({ detail }) => draft.change(detail.value)}
          rows={5}
          autoFocus
        />
      </FormField>
    </Confirm>
  );
}
