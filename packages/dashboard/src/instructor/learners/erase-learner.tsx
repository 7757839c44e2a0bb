import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import { eraseLearner } from "@lab-grader/core/contracts/endpoints/erasure";
import { getCohortGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { listLearners } from "@lab-grader/core/contracts/endpoints/roster";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";
import { ReasonField } from "./reason-field.tsx";

const { erase: words } = text.learnerRecord;

/** For administrators: what a learner may ask for, and nobody can take back. */
export function EraseLearner({
  learnerId,
  login,
}: {
  readonly learnerId: string;
  readonly login: string;
}) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.lead}
          actions={<Button onClick={() => setIsAsking(true)}>{words.action}</Button>}
        >
          {words.title}
        </Header>
      }
    >
      {isAsking && (
        <AskToErase learnerId={learnerId} login={login} onClose={() => setIsAsking(false)} />
      )}
    </Container>
  );
}

function AskToErase({
  learnerId,
  login,
  onClose,
}: {
  readonly learnerId: string;
  readonly login: string;
  readonly onClose: () => void;
}) {
  const notify = useNotify();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [isSent, setIsSent] = useState(false);
  const erasing = useChange(eraseLearner, { changes: [getCohortGradebook, listLearners] });
  const isLeft = erasing.answer?.isLeft === true;

  const erase = async () => {
    setIsSent(true);
    if (typed !== login || reason.trim() === "") return;
    const body = { login, reason: reason.trim() };
    const erased = await erasing.send({ params: { learnerId }, body });
    if (!erased || erased.isLeft) return;
    notify({ type: "success", text: words.done });
    onClose();
  };

  return (
    <Confirm
      title={words.ask(login)}
      confirm={isLeft ? words.goOn : words.action}
      isSending={erasing.isSending}
      fault={erasing.error}
      onConfirm={() => void erase()}
      onCancel={onClose}
    >
      <Alert type="warning">{words.lead}</Alert>
      {isLeft && <div role="status">{words.progress}</div>}
      <FormField label={words.login} errorText={isSent && typed !== login ? words.loginWrong : ""}>
        <Input
          value={typed}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
      <ReasonField reason={reason} isSent={isSent} onChange={setReason} />
    </Confirm>
  );
}
