import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import {
  answerInquiry,
  type InquiryView,
  listInquiries,
} from "@lab-grader/core/contracts/endpoints/inquiries";
import { InquiryDecision } from "@lab-grader/core/review/inquiry";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import * as z from "zod";
import { describeFault, problemCode } from "../../api/fault.ts";
import { useChange } from "../../api/use-change.ts";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { useDraft } from "../../parts/use-draft.ts";
import { text } from "../../text/text.ts";

const Draft = z.object({ text: z.string(), decision: InquiryDecision.optional() });
const longestAnswer = 2000;

/** The answer to a question: what came of it, in words; kept on this device until it is sent. */
export function AnswerForm({ inquiry }: { readonly inquiry: InquiryView }) {
  const { inquiryId, hasChanged, title } = inquiry;
  const draft = useDraft(`answer.${inquiryId}`, Draft, { text: "" });
  const [isOpen, setOpen] = useState(draft.value.text !== "");
  const [isAsked, setAsked] = useState(false);
  const change = useChange(answerInquiry, { changes: [listInquiries] });
  const queries = useQueryClient();
  const notify = useNotify();
  const { inquiries } = text.review;
  const { error } = change;
  const isAnswered = problemCode(error) === "inquiry.answered";
  const decision = draft.value.decision ?? (hasChanged ? "changed" : "kept");
  const length = draft.value.text.trim().length;

  useEffect(() => {
    if (!isAnswered) return;
    notify({ type: "info", text: describeFault(error).detail });
    void queries.invalidateQueries({ queryKey: [listInquiries.name] });
  }, [isAnswered, error, notify, queries]);

  const send = async () => {
    setAsked(true);
    if (length === 0 || length > longestAnswer) return;
    const answered = await change.send({
      params: { inquiryId },
      body: { text: draft.value.text, decision },
    });
    if (!answered) return;
    draft.forget();
    notify({ type: "success", text: inquiries.sent(title) });
  };

  if (!isOpen) {
    return (
      <Button ariaLabel={inquiries.answerTo(title)} onClick={() => setOpen(true)}>
        {inquiries.answer}
      </Button>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <SpaceBetween size="m">
        <FormField
          label={inquiries.decision}
          constraintText={hasChanged ? undefined : inquiries.unchanged}
        >
          <RadioGroup
            value={decision}
            ariaLabel={inquiries.decision}
            onChange={({ detail }) =>
              draft.change({
                ...draft.value,
                decision: InquiryDecision.safeParse(detail.value).data,
              })
            }
            items={InquiryDecision.options.map((value) => ({
              value,
              label: inquiries.decisions[value],
              description: inquiries.decisionMeans[value],
            }))}
          />
        </FormField>
        <FormField
          label={inquiries.answerLabel}
          description={inquiries.answerMeans}
          errorText={
            isAsked && length === 0
              ? inquiries.answerMissing
              : length > longestAnswer && inquiries.answerTooLong(length, longestAnswer)
          }
        >
          <Textarea
            value={draft.value.text}
            rows={4}
            autoFocus
            onChange={({ detail }) => draft.change({ ...draft.value, text: detail.value })}
          />
        </FormField>
        {error && !isAnswered ? <FaultAlert fault={error} /> : null}
        <Button variant="primary" formAction="submit" loading={change.isSending}>
          {inquiries.send}
        </Button>
      </SpaceBetween>
    </form>
  );
}
