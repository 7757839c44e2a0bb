import SpaceBetween from "@cloudscape-design/components/space-between";
import { compareSubmissions } from "@lab-grader/core/contracts/endpoints/submission-steps";
import { SubmissionId } from "@lab-grader/core/ids";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { useParams } from "react-router";
import { useOperation } from "../api/use-operation.ts";
import { Empty, Loaded } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { useQueryText } from "../parts/use-query-text.ts";
import { text } from "../text/text.ts";
import { ChosenSubmission } from "./chosen-submission.tsx";
import { ComparedCriteria } from "./compared-criteria.tsx";
import { ComparedFacts } from "./compared-facts.tsx";
import { ComparedSides } from "./compared-sides.tsx";
import { crumbsOf, titleOf } from "./submission-title.ts";
import { useSubmission } from "./use-submission.ts";

/** Two submissions of one learner side by side, of one stage or of two. */
export function ComparisonPage() {
  const { submissionId = "" } = useParams();
  const read = useSubmission(submissionId);
  const { data: view } = read;
  const { comparison } = text;
  return (
    <Page
      title={comparison.title}
      crumbs={
        view && [...crumbsOf(view), { text: titleOf(view), to: `/submissions/${submissionId}` }]
      }
      description={comparison.description}
    >
      <Loaded read={read}>{(loaded) => <ComparisonBody view={loaded} />}</Loaded>
    </Page>
  );
}

function ComparisonBody({ view }: { readonly view: SubmissionView }) {
  const [other, choose] = useQueryText("with");
  const { comparison } = text;
  return (
    <SpaceBetween size="l">
      <ChosenSubmission view={view} other={other} onChoose={choose} />
      {SubmissionId.safeParse(other).success ? (
        <Difference submissionId={view.submissionId} other={other} />
      ) : (
        <Empty title={comparison.chooseTitle}>{comparison.chooseDetail}</Empty>
      )}
    </SpaceBetween>
  );
}

function Difference({
  submissionId,
  other,
}: {
  readonly submissionId: string;
  readonly other: string;
}) {
  const asChosen = useOperation(compareSubmissions, {
    params: { submissionId },
    query: { with: other },
  });
  const { data } = asChosen;
  // What was handed in first is the one before, whichever of them the page belongs to.
  const isTurned = data !== undefined && data.before.submittedAt > data.after.submittedAt;
  const turned = useOperation(
    compareSubmissions,
    { params: { submissionId: other }, query: { with: submissionId } },
    { isEnabled: isTurned },
  );
  const read = isTurned ? turned : asChosen;
  return (
    <Loaded read={read}>
      {(difference) => (
        <SpaceBetween size="l">
          <ComparedSides comparison={difference} />
          <ComparedCriteria comparison={difference} />
          <ComparedFacts comparison={difference} />
        </SpaceBetween>
      )}
    </Loaded>
  );
}
