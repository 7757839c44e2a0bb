import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { takeHint } from "@lab-grader/core/contracts/endpoints/submission-steps";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import { useState } from "react";
import { useChange } from "../api/use-change.ts";
import { Confirm } from "../parts/confirm.tsx";
import { FaultAlert } from "../parts/fault-alert.tsx";
import { LearnerText } from "../parts/learner-text.tsx";
import { text } from "../text/text.ts";
import { useSurroundings } from "./criterion-context.tsx";
import { isForStaff } from "./for-staff.ts";
import { useReadAnew } from "./use-submission.ts";

/** Hints one after the other; where they are counted, a new one asks first. */
export function Hints({
  outcome: { criterion },
  hints: { seen, of },
}: {
  readonly outcome: OutcomeView;
  readonly hints: NonNullable<OutcomeView["hints"]>;
}) {
  const { view, hintPolicy } = useSurroundings();
  const { submissionId } = view;
  const [isAsking, setAsking] = useState(false);
  const readAnew = useReadAnew(submissionId);
  const { send, isSending, error, answer, reset } = useChange(takeHint);
  const { submissions } = text;

  const shown = answer?.hints ?? [];
  const known = Math.max(seen, shown.length);
  const next = known + 1;
  const take = async (number: number) => {
    const taken = await send({ params: { submissionId }, body: { criterion, number } });
    if (!taken) return;
    setAsking(false);
    if (number > seen) await readAnew();
  };

  if (isForStaff(view)) return <span>{submissions.hintsSeenByLearner(seen, of)}</span>;
  return (
    <SpaceBetween size="xs">
      {shown.length > 0 && (
        <ol>
          {shown.map((hint, place) => (
            <li key={hint}>
              <strong>{submissions.hint(place + 1, of)}</strong>: <LearnerText>{hint}</LearnerText>
            </li>
          ))}
        </ol>
      )}
      {answer?.left !== undefined && known < of && <div>{submissions.hintsLeft(answer.left)}</div>}
      <SpaceBetween direction="horizontal" size="xs">
        {known > shown.length && (
          <Button
            onClick={() => void take(known)}
            loading={isSending}
            ariaLabel={submissions.seenHintsFor(known, criterion)}
          >
            {submissions.seenHints(known)}
          </Button>
        )}
        {next <= of && answer?.left !== 0 && (
          <Button
            onClick={() => {
              reset();
              if (hintPolicy === "free") void take(next);
              else setAsking(true);
            }}
            loading={isSending && !isAsking}
            ariaLabel={submissions.takeHintFor(next, of, criterion)}
          >
            {submissions.takeHint(next, of)}
          </Button>
        )}
      </SpaceBetween>
      {error && !isAsking && <FaultAlert fault={error} />}
      {isAsking && (
        <Confirm
          title={submissions.hintTitle(next, of)}
          confirm={submissions.hintConfirm}
          isSending={isSending}
          fault={error}
          onConfirm={() => void take(next)}
          onCancel={() => setAsking(false)}
        >
          {submissions.hintCounted}
        </Confirm>
      )}
    </SpaceBetween>
  );
}
