import { type TermsView, withholdCell } from "@lab-grader/core/contracts/endpoints/terms";
import { useChange } from "../../../api/use-change.ts";
import { useNotify } from "../../../parts/notifications.tsx";
import { text } from "../../../text/text.ts";
import { DecisionDialog, isReason } from "./decision-dialog.tsx";
import { changedByDecision } from "./use-cell.ts";
import { useSeenTerms } from "./use-seen-terms.ts";

const words = text.cell;

/** Keeps the result back from the learner, or shows it again. */
export function WithholdDialog({
  terms,
  learner,
  onClose,
}: {
  readonly terms: TermsView;
  readonly learner: string;
  readonly onClose: () => void;
}) {
  const change = useChange(withholdCell, { changes: changedByDecision });
  const seen = useSeenTerms(terms, change.error);
  const notify = useNotify();
  const isWithheld = terms.terms.withheld !== true;
  const decide = async ({ version, reason }: { version: number; reason: string }) => {
    if (!isReason(reason)) return;
    const { assignmentId, learnerId } = terms;
    const done = await change.send({
      params: { assignmentId, learnerId },
      body: { version, reason, isWithheld },
    });
    if (!done) return;
    notify({ type: "success", text: isWithheld ? words.withholdSaved : words.releaseSaved });
    onClose();
  };
  return (
    <DecisionDialog
      title={isWithheld ? words.withholdTitle(learner) : words.releaseTitle(learner)}
      confirm={isWithheld ? words.withhold : words.release}
      {...{ seen, change, onClose }}
      onDecide={(decision) => void decide(decision)}
    >
      <div>{isWithheld ? words.withholdDetail : words.releaseDetail}</div>
    </DecisionDialog>
  );
}
