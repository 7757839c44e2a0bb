import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs, {
  type KeyValuePairsProps,
} from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { isClosed } from "@lab-grader/core/submissions/submission";
import { accountText, capitalised } from "@lab-grader/core/views/figures";
import { resultText } from "@lab-grader/core/views/submission-heading";
import { hasVerdict, type SubmissionView } from "@lab-grader/core/views/submission-view";
import { LearnerText } from "../parts/learner-text.tsx";
import { Moment } from "../parts/moment.tsx";
import { text } from "../text/text.ts";
import { isForStaff } from "./for-staff.ts";

/** What came of it, what it costs, and when it was handed in. */
export function SubmissionResult({ view }: { readonly view: SubmissionView }) {
  const { submissions } = text;
  return (
    <Container>
      <KeyValuePairs
        columns={3}
        minColumnWidth={120}
        items={[
          {
            label: submissions.result,
            value: (
              <Box fontSize="heading-l" fontWeight="bold">
                {capitalised(resultText(view))}
              </Box>
            ),
          },
          { label: submissions.attempts, value: <Attempts view={view} /> },
          { label: submissions.submitted, value: <Moment at={view.submittedAt} /> },
        ]}
      />
    </Container>
  );
}

/** Where we looked, by which lab, and where the verdict comes from. */
export function SubmissionSource({ view }: { readonly view: SubmissionView }) {
  const { submissions } = text;
  const { accountId, accessWay, grade, lab, closedAt } = view;
  const items: KeyValuePairsProps.Item[] = [
    {
      label: submissions.account,
      value: (
        <>
          <div>{accountText(accountId)}</div>
          {accessWay && <Box variant="small">{submissions.ways[accessWay]}</Box>}
        </>
      ),
    },
    { label: submissions.lab, value: <LearnerText>{`${lab.id} ${lab.version}`}</LearnerText> },
  ];
  // Staff read where the grade comes from beside what they may do with it.
  const isToldOfGrade = !isForStaff(view) && !view.notReleased && hasVerdict(view.state);
  if (grade && isToldOfGrade) {
    items.push({
      label: submissions.grade,
      value: (
        <>
          <div>{submissions.causes[grade.cause]}</div>
          <Box variant="small">
            <Moment at={grade.at} />
          </Box>
        </>
      ),
    });
  }
  if (closedAt !== undefined) {
    items.push({ label: submissions.closed, value: <Moment at={closedAt} /> });
  }
  return (
    <Container header={<Header variant="h2">{submissions.source}</Header>}>
      <SpaceBetween size="m">
        <KeyValuePairs columns={items.length} items={items} />
        <Trail view={view} />
      </SpaceBetween>
    </Container>
  );
}

function Attempts({ view: { attempt, state } }: { readonly view: SubmissionView }) {
  const { submissions } = text;
  const { used, limit, counts } = attempt;
  return (
    <>
      <div>
        {limit === undefined
          ? submissions.attemptsUnlimited(used)
          : submissions.attemptsOf(used, limit)}
      </div>
      <Box variant="small">
        {!isClosed(state)
          ? submissions.countsOpen
          : counts
            ? submissions.counts
            : submissions.countsNot}
      </Box>
    </>
  );
}

/** How the learner finds our calls in their own records. */
function Trail({ view }: { readonly view: SubmissionView }) {
  const { submissions } = text;
  const isLookedAt = view.outcomes.some(({ lookedAt }) =>
    lookedAt.some(({ service }) => service !== "sts"),
  );
  if (!isLookedAt || isForStaff(view)) return null;
  if (view.accessWay === "signed") return <Box variant="small">{submissions.trailSigned}</Box>;
  return (
    <Box variant="small">
      {submissions.trailSession}{" "}
      <CopyToClipboard
        variant="inline"
        textToCopy={view.submissionId}
        copyButtonAriaLabel={`${text.parts.copy}: ${submissions.copySession}`}
        copySuccessText={text.parts.copied}
        copyErrorText={text.parts.copyFailed}
      />
    </Box>
  );
}
