import { pointsText } from "@lab-grader/core/views/figures";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import { LearnerText } from "../parts/learner-text.tsx";
import { Moment } from "../parts/moment.tsx";
import { text } from "../text/text.ts";

/** Who decided it and why, and what stands without them. */
export function DecidedText({
  decided: { by, who, at, note, level, judged },
}: {
  readonly decided: NonNullable<OutcomeView["decided"]>;
}) {
  const { submissions } = text;
  return (
    <>
      <div>
        <LearnerText>{who}</LearnerText>, <Moment at={at} />
        {level !== undefined && `, ${submissions.level(level)}`}
      </div>
      {note !== undefined && <LearnerText>{note}</LearnerText>}
      {by === "override" && (
        <div>
          {submissions.labels.judgedBefore}:{" "}
          <LearnerText>
            {judged.points === null
              ? judged.short
              : submissions.judgedBefore(judged.short, pointsText(judged.points))}
          </LearnerText>
        </div>
      )}
    </>
  );
}
