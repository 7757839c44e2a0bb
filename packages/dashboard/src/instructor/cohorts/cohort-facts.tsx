import Container from "@cloudscape-design/components/container";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { CohortView } from "@lab-grader/core/contracts/endpoints/cohorts";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";

const words = text.cohorts;

/** What a cohort is: when it runs, for whom, run by whom. */
export function CohortFacts({
  cohort,
  learners,
}: {
  readonly cohort: CohortView;
  /** Absent while they are counted. */
  readonly learners: number | undefined;
}) {
  const { startsAt, endsAt, lateTokens, joinLink, staff } = cohort;
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: words.learners,
            value: learners === undefined ? text.parts.dash : learners.toLocaleString("en"),
          },
          {
            label: words.runs,
            value: words.fromTo(formatMoment(startsAt), formatMoment(endsAt)),
          },
          {
            label: words.staff,
            value: <LearnerText>{staff.map(({ login }) => login).join(", ")}</LearnerText>,
          },
          { label: words.lateTokens, value: lateTokens ?? text.parts.none },
          {
            label: words.joinLink,
            value: joinLink
              ? words.joinLinkUntil(
                  formatMoment(joinLink.expiresAt),
                  joinLink.uses,
                  joinLink.largestUses,
                )
              : text.parts.none,
          },
        ]}
      />
    </Container>
  );
}
