import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { setTerms, type TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import { useState } from "react";
import { useChange } from "../../../api/use-change.ts";
import { formatMoment } from "../../../parts/moment.tsx";
import { MomentField } from "../../../parts/moment-field.tsx";
import { useNotify } from "../../../parts/notifications.tsx";
import { text } from "../../../text/text.ts";
import { DecisionDialog, isReason } from "./decision-dialog.tsx";
import { readTermsForm, type TermsErrors, type TermsForm, termsForm } from "./read-terms-form.ts";
import { changedByDecision } from "./use-cell.ts";
import { useSeenTerms } from "./use-seen-terms.ts";

const words = text.cell;
const noErrors: TermsErrors = {};

/** Extension, excuse and extra attempts of one learner, decided as a whole. */
export function TermsDialog({
  terms,
  assignment,
  learner,
  onClose,
}: {
  readonly terms: TermsView;
  readonly assignment: AssignmentView;
  readonly learner: string;
  readonly onClose: () => void;
}) {
  const zone = assignment.timeZone;
  const change = useChange(setTerms, { changes: changedByDecision });
  const seen = useSeenTerms(terms, change.error);
  const notify = useNotify();
  const [form, setForm] = useState(() => termsForm(terms, zone));
  const [isAsked, setAsked] = useState(false);
  const set = (part: Partial<TermsForm>) => setForm((before) => ({ ...before, ...part }));
  const read = readTermsForm(form, { dueAt: assignment.dueAt, zone });
  const errors = isAsked && read.status === "refused" ? read.errors : noErrors;

  const decide = async ({ version, reason }: { version: number; reason: string }) => {
    setAsked(true);
    if (read.status === "refused" || !isReason(reason)) return;
    const { assignmentId, learnerId } = terms;
    const done = await change.send({
      params: { assignmentId, learnerId },
      body: { version, reason, ...read.decision },
    });
    if (!done) return;
    notify({ type: "success", text: words.termsSaved(learner) });
    onClose();
  };

  return (
    <DecisionDialog
      title={words.termsTitle(learner)}
      confirm={words.termsSave}
      replaces={words.overtakenTerms}
      {...{ seen, change, onClose }}
      onDecide={(decision) => void decide(decision)}
    >
      <Checkbox
        checked={form.isExtended}
        description={words.extensionHint(formatMoment(assignment.dueAt))}
        onChange={({ detail }) => set({ isExtended: detail.checked })}
      >
        {words.giveExtension}
      </Checkbox>
      {form.isExtended && (
        <MomentField
          label={words.extendedDue}
          value={form.due}
          zone={zone}
          error={errors.due}
          onChange={(due) => set({ due })}
        />
      )}
      {form.isExtended && (
        <Checkbox
          checked={form.hasCloses}
          description={words.closesHint}
          onChange={({ detail }) => set({ hasCloses: detail.checked })}
        >
          {words.hasCloses}
        </Checkbox>
      )}
      {form.isExtended && form.hasCloses && (
        <MomentField
          label={words.extendedCloses}
          value={form.closes}
          zone={zone}
          error={errors.closes}
          onChange={(closes) => set({ closes })}
        />
      )}
      <Checkbox
        checked={form.isExcused}
        description={words.excuseHint}
        onChange={({ detail }) => set({ isExcused: detail.checked })}
      >
        {words.excuse}
      </Checkbox>
      <FormField
        label={words.moreAttempts}
        constraintText={words.moreAttemptsHint(assignment.attemptLimit)}
        errorText={errors.extraAttempts}
      >
        <Input
          value={form.extraAttempts}
          inputMode="numeric"
          onChange={({ detail }) => set({ extraAttempts: detail.value })}
        />
      </FormField>
    </DecisionDialog>
  );
}
