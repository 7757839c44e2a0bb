import Alert from "@cloudscape-design/components/alert";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";
import { enrolLearner, listLearners } from "@lab-grader/core/contracts/endpoints/roster";
import { useRef, useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { focusFirstError } from "../../parts/focus-first-error.ts";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";
import { idFields, type LearnerField, learnerForm, readLearner } from "./learner-fields.ts";

const changes = [listLearners];
const words = text.roster.form;
const noErrors: ReadonlyMap<LearnerField, string> = new Map();
const hints: Partial<Record<LearnerField, string>> = {
  login: words.loginHint,
  name: words.nameHint,
};

/** Enrols one learner, or changes what is known of one. */
export function EnrolLearner({
  cohortId,
  known,
  others,
  onClose,
}: {
  readonly cohortId: string;
  /** Absent: somebody new. */
  readonly known?: Enrolment;
  readonly others: readonly Enrolment[];
  readonly onClose: () => void;
}) {
  const [form, setForm] = useState(() => learnerForm(known));
  const [errors, setErrors] = useState(noErrors);
  const { send, isSending, error } = useChange(enrolLearner, { changes });
  const notify = useNotify();
  const fields = useRef<HTMLFormElement>(null);
  const typed = form.login.trim();
  const there = known ? undefined : others.find(({ login }) => login === typed);

  const enrol = async () => {
    const read = readLearner(form, known);
    setErrors(read.status === "refused" ? read.errors : noErrors);
    if (read.status === "refused") return focusFirstError(fields.current);
    const enrolled = await send({ params: { cohortId }, body: read.entry });
    if (!enrolled) return;
    const { login } = enrolled;
    notify({ type: "success", text: known ? words.saved(login) : words.enrolled(login) });
    onClose();
  };
  const field = (name: LearnerField) => (
    <FormField
      key={name}
      label={name === "login" ? words.login : `${words[name]} – ${words.optional}`}
      constraintText={hints[name]}
      errorText={errors.get(name)}
    >
      <Input
        value={form[name]}
        onChange={({ detail }) => setForm({ ...form, [name]: detail.value })}
        autoFocus={name === "login" && !known}
        readOnly={name === "login" && known !== undefined}
        spellcheck={false}
        autoComplete={false}
      />
    </FormField>
  );
  return (
    <Confirm
      title={known ? words.changeTitle(known.login) : words.enrolTitle}
      confirm={known ? words.save : words.enrol}
      isSending={isSending}
      fault={error}
      onConfirm={() => void enrol()}
      onCancel={onClose}
    >
      <form
        ref={fields}
        onSubmit={(event) => {
          event.preventDefault();
          void enrol();
        }}
      >
        <SpaceBetween size="m">
          {there && <Alert type="info">{words.wasThere(there.login)}</Alert>}
          {field("login")}
          {field("name")}
          {field("email")}
          {field("section")}
          <ExpandableSection
            headerText={words.ids}
            headerDescription={words.idsHint}
            defaultExpanded={idFields.some((id) => errors.has(id))}
          >
            <SpaceBetween size="s">{idFields.map(field)}</SpaceBetween>
          </ExpandableSection>
          {known && <div>{words.keepsEmpty}</div>}
          {/* Enter sends, also where the button stands outside of the form. */}
          <input type="submit" hidden />
        </SpaceBetween>
      </form>
    </Confirm>
  );
}
