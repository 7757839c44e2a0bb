import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  type AssignmentView,
  getAssignment,
  type LateTokenBalance,
} from "@lab-grader/core/contracts/endpoints/assignments";
import { getOwnGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { spendLateTokens } from "@lab-grader/core/contracts/endpoints/terms";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";

const { tokens: words } = text.labs;

/** How many late tokens are spent here, and the way to spend more. */
export function LateTokens({
  assignment: { assignmentId, title },
  balance: { spentHere, most, left },
}: {
  readonly assignment: Pick<AssignmentView, "assignmentId" | "title">;
  readonly balance: LateTokenBalance;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const more = Math.min(most - spentHere, left);
  return (
    <SpaceBetween size="xs">
      <div>{words.standing(spentHere, most, left)}</div>
      {more > 0 ? (
        <Button onClick={() => setIsAsking(true)}>{words.spend}</Button>
      ) : (
        spentHere < most && <div>{words.none}</div>
      )}
      {isAsking && (
        <SpendTokens
          {...{ assignmentId, title, spentHere, more }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </SpaceBetween>
  );
}

function SpendTokens({
  assignmentId,
  title,
  spentHere,
  more,
  onClose,
}: {
  readonly assignmentId: string;
  readonly title: string;
  readonly spentHere: number;
  /** The most that can be spent yet. */
  readonly more: number;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState("1");
  const [isMarked, setIsMarked] = useState(false);
  const notify = useNotify();
  const spending = useChange(spendLateTokens, { changes: [getAssignment, getOwnGradebook] });
  const count = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  const isRight = count >= 1 && count <= more;

  const spend = async () => {
    setIsMarked(true);
    if (!isRight) return;
    // The body says how many in all: pressed twice, it spends them once.
    const balance = await spending.send({
      params: { assignmentId },
      body: { count: spentHere + count },
    });
    if (!balance) return;
    notify({ type: "success", text: words.spent(balance.spentHere) });
    onClose();
  };

  return (
    <Confirm
      title={words.title(title)}
      confirm={words.confirm}
      isSending={spending.isSending}
      fault={spending.error}
      onConfirm={() => void spend()}
      onCancel={onClose}
    >
      <div>{words.intro}</div>
      <FormField
        label={words.count}
        constraintText={words.countHint(more)}
        errorText={isMarked && !isRight ? words.countHint(more) : undefined}
      >
        <Input
          value={typed}
          inputMode="numeric"
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
    </Confirm>
  );
}
