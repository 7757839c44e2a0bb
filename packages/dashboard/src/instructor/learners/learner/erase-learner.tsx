import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { eraseLearner } from "@lab-grader/core/contracts/endpoints/erasure";
import {
  getCohortGradebook,
  type MatrixRow,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { listLearners } from "@lab-grader/core/contracts/endpoints/roster";
import { useRef, useState } from "react";
import { useChange } from "../../../api/use-change.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { focusFirstError } from "../../../parts/focus-first-error.ts";
import { useNotify } from "../../../parts/notifications.tsx";
import { text } from "../../../text/text.ts";
import { ReasonField } from "../../review/reason-field.tsx";

const words = text.learner;

/** Removes everything personal of a learner, once their login is typed. For administrators. */
export function EraseLearner({ learner }: { readonly learner: MatrixRow }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <Container header={<Header variant="h2">{words.erase}</Header>}>
      <SpaceBetween size="m">
        <div>{words.eraseDetail}</div>
        <Button onClick={() => setAsked(true)}>{words.erase}</Button>
      </SpaceBetween>
      {isAsked && <EraseDialog learner={learner} onClose={() => setAsked(false)} />}
    </Container>
  );
}

function EraseDialog({
  learner,
  onClose,
}: {
  readonly learner: MatrixRow;
  readonly onClose: () => void;
}) {
  const [{ learnerId, login }] = useState(learner);
  const change = useChange(eraseLearner, { changes: [getCohortGradebook, listLearners] });
  const notify = useNotify();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [isChecked, setChecked] = useState(false);
  const [erased, setErased] = useState<number>();
  const isSame = typed === login;

  const erase = async () => {
    setChecked(true);
    if (!isSame || reason.trim() === "") return focusFirstError(form.current);
    let submissions = erased ?? 0;
    // One request erases a part; the same again goes on.
    for (;;) {
      const done = await change.send({
        params: { learnerId },
        body: { login, reason: reason.trim() },
      });
      if (!done) return;
      submissions += done.submissions;
      setErased(submissions);
      if (!done.isLeft) break;
    }
    notify({ type: "success", text: words.erased(submissions) });
    onClose();
  };
  return (
    <Confirm
      title={words.eraseTitle(login)}
      confirm={words.eraseConfirm}
      isSending={change.isSending}
      fault={change.error}
      onConfirm={() => void erase()}
      onCancel={onClose}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void erase();
        }}
      >
        <SpaceBetween size="m">
          <Alert type="warning">{words.eraseDetail}</Alert>
          <FormField
            label={words.eraseLogin(login)}
            errorText={isChecked && !isSame ? words.eraseMismatch : undefined}
          >
            <Input
              value={typed}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
          <ReasonField
            value={reason}
            onChange={setReason}
            description={words.eraseReason}
            isMissing={isChecked && reason.trim() === ""}
          />
          {erased !== undefined && <div role="status">{words.erasing(erased)}</div>}
        </SpaceBetween>
      </form>
    </Confirm>
  );
}
