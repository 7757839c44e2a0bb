import SpaceBetween from "@cloudscape-design/components/space-between";
import { describeCheck } from "@lab-grader/core/checks/describe-check";
import { findCheck } from "@lab-grader/core/checks/find-check";
import { useMemo } from "react";
import { useParams } from "react-router";
import { AppLink } from "../../parts/app-link.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { text } from "../../text/text.ts";
import { CheckExpectations } from "./check-expectations.tsx";
import { CheckFacts } from "./check-facts.tsx";
import { CheckReasons } from "./check-reasons.tsx";
import { CheckSummary } from "./check-summary.tsx";

const words = text.rubric.checkGuide;

/** What a kind of check takes, asks of AWS and tells learners. */
export function CheckPage() {
  const { kind = "" } = useParams();
  const found = useMemo(() => findCheck(kind), [kind]);
  const check = useMemo(() => (found.found ? describeCheck(found.check) : undefined), [found]);
  return (
    <Page
      title={words.title(kind)}
      crumbs={[{ text: text.rubric.library.title, to: "/library" }]}
      description={check?.summary}
    >
      {check ? (
        <SpaceBetween size="l">
          <CheckSummary check={check} />
          <CheckExpectations check={check} />
          <CheckFacts check={check} />
          <CheckReasons check={check} />
        </SpaceBetween>
      ) : (
        <Empty
          title={words.unknownTitle}
          action={
            !found.found &&
            found.similar !== undefined && (
              <AppLink to={`/checks/${found.similar}`}>{words.similar(found.similar)}</AppLink>
            )
          }
        >
          {words.newer}
        </Empty>
      )}
    </Page>
  );
}
