import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { overrideCell, type TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import { useState } from "react";
import { useChange } from "../../../api/use-change.ts";
import { useNotify } from "../../../parts/notifications.tsx";
import { formatPoints } from "../../../parts/points.ts";
import { text } from "../../../text/text.ts";
import { readPoints } from "../../review/read-points.ts";
import { DecisionDialog, isReason } from "./decision-dialog.tsx";
import { changedByDecision } from "./use-cell.ts";
import { useSeenTerms } from "./use-seen-terms.ts";

const words = text.cell;

interface Decision {
  readonly version: number;
  readonly reason: string;
}

/** Sets the result, whatever the stages add up to; or takes that back. */
export function OverrideCellDialog({
  terms,
  learner,
  most,
  kind,
  onClose,
}: {
  readonly terms: TermsView;
  readonly learner: string;
  /** Of the assignment. */
  readonly most: number;
  readonly kind: "set" | "takeBack";
  readonly onClose: () => void;
}) {
  const change = useChange(overrideCell, { changes: changedByDecision });
  const seen = useSeenTerms(terms, change.error);
  const notify = useNotify();
  const [typed, setTyped] = useState("");
  const [isAsked, setAsked] = useState(false);
  const isSet = kind === "set";
  const points = readPoints(typed, most);

  const decide = async ({ version, reason }: Decision) => {
    setAsked(true);
    if (!isReason(reason) || (isSet && points === undefined)) return;
    const { assignmentId, learnerId } = terms;
    const done = await change.send({
      params: { assignmentId, learnerId },
      body: { version, reason, points: isSet ? (points ?? null) : null },
    });
    if (!done) return;
    notify({
      type: "success",
      text: isSet ? words.setSaved(formatPoints(points)) : words.tookBack,
    });
    onClose();
  };
  return (
    <DecisionDialog
      title={isSet ? words.setTitle(learner) : words.takeBackTitle}
      confirm={isSet ? words.setResult : words.takeBack}
      {...{ seen, change, onClose }}
      onDecide={(decision) => void decide(decision)}
    >
      <div>{isSet ? words.setDetail : words.takeBackDetail}</div>
      {isSet && (
        <FormField
          label={words.setPoints(formatPoints(most))}
          errorText={
            isAsked && points === undefined ? words.setProblem(formatPoints(most)) : undefined
          }
        >
          <Input
            value={typed}
            inputMode="decimal"
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
      )}
    </DecisionDialog>
  );
}
