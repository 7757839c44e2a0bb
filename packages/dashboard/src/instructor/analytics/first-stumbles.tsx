import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import "./analytics.css";
import { type CriterionRow, sortedCriteria } from "./criterion-rows.ts";
import { percentText } from "./percent-text.ts";

const words = text.analytics.stumbles;

/** What stopped most learners first, the most frequent on top. */
export function FirstStumbles({
  rows,
  attempted,
}: {
  readonly rows: readonly CriterionRow[];
  /** Learners with a counted attempt. */
  readonly attempted: number;
}) {
  const stumbles = sortedCriteria(rows, { by: "stumbles", isDescending: true }).filter(
    ({ firstStumbles }) => firstStumbles > 0,
  );
  return (
    <Container
      header={
        <Header variant="h2" description={words.description}>
          {words.title}
        </Header>
      }
    >
      {stumbles.length === 0 ? (
        words.none
      ) : (
        <ol className="stumbles">
          {stumbles.map(({ id, title, firstStumbles }) => (
            <li key={id}>
              <LearnerText>{title}</LearnerText>
              <span>
                {words.count(firstStumbles, attempted)}{" "}
                {text.analytics.numbers.share(percentText(firstStumbles, attempted))}
              </span>
              <div className="bar" aria-hidden="true">
                <span style={{ inlineSize: `${(100 * firstStumbles) / attempted}%` }} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </Container>
  );
}
