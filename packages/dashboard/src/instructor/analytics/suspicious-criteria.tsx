import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import type { AnalyticsPart } from "@lab-grader/core/gradebook/analytics/analytics";
import { suspiciousCriteria } from "@lab-grader/core/gradebook/analytics/findings";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";

const words = text.analytics.suspicious;

/** Criteria of all stages whose numbers say that the rubric may be wrong, not the learners. */
export function SuspiciousCriteria({
  sums,
  rubric,
}: {
  readonly sums: AnalyticsPart;
  readonly rubric: LabRubric | undefined;
}) {
  const suspicious = suspiciousCriteria(sums);
  const titles = new Map<string, string>(
    rubric?.stages.flatMap(({ stage, criteria }) =>
      criteria.map(({ criterion, title }) => [`${stage}.${criterion}`, title] as const),
    ),
  );
  return (
    <Container header={<Header variant="h2">{words.title}</Header>}>
      {suspicious.length === 0 ? (
        words.none
      ) : (
        <ul>
          {suspicious.map(({ criterion, why, detail }) => (
            <li key={`${criterion} ${why}`}>
              <strong>
                <LearnerText>{titles.get(criterion) ?? criterion}</LearnerText>
              </strong>
              {": "}
              {words.whys[why]} ({detail})
            </li>
          ))}
        </ul>
      )}
    </Container>
  );
}
