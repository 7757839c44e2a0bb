import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  type EvidenceView,
  getEvidence,
} from "@lab-grader/core/contracts/endpoints/submission-steps";
import { accountText } from "@lab-grader/core/views/figures";
import { useParams } from "react-router";
import { describeFault, problemCode } from "../api/fault.ts";
import { useOperation } from "../api/use-operation.ts";
import { LearnerText } from "../parts/learner-text.tsx";
import { Empty, Loaded } from "../parts/loaded.tsx";
import { Moment } from "../parts/moment.tsx";
import { Page } from "../parts/page.tsx";
import { text } from "../text/text.ts";
import { EvidenceFacts } from "./evidence-facts.tsx";
import { crumbsOf, titleOf } from "./submission-title.ts";
import { useSubmission } from "./use-submission.ts";

/** Every call behind a submission's verdict, and AWS's own answers. */
export function EvidencePage() {
  const { submissionId = "" } = useParams();
  const { data: view } = useSubmission(submissionId);
  const read = useOperation(getEvidence, { params: { submissionId } });
  const { evidence } = text;
  return (
    <Page
      title={evidence.title}
      crumbs={
        view && [...crumbsOf(view), { text: titleOf(view), to: `/submissions/${submissionId}` }]
      }
      description={evidence.description}
    >
      {isNothingToShow(read.error) ? (
        <Empty title={describeFault(read.error).title}>{describeFault(read.error).detail}</Empty>
      ) : (
        <Loaded read={read}>
          {(loaded) => (
            <SpaceBetween size="l">
              <EvidenceFacts facts={loaded.facts} />
              <LookSummary evidence={loaded} />
            </SpaceBetween>
          )}
        </Loaded>
      )}
    </Page>
  );
}

/** Not a fault: nothing was read, or it is not shown to whoever looks. */
function isNothingToShow(fault: unknown): boolean {
  const code = problemCode(fault);
  return (
    code === "evidence.none" || code === "evidence.not_shown" || code === "result.not_released"
  );
}

function LookSummary({
  evidence: { claim, accountId, collectedAt, access, hash },
}: {
  readonly evidence: EvidenceView;
}) {
  const { evidence } = text;
  const way =
    access.status === "open" ? evidence.ways[access.way] : evidence.refused(access.reason);
  return (
    <Container header={<Header variant="h2">{evidence.look}</Header>}>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={4}
          items={[
            { label: evidence.account, value: accountText(accountId) },
            { label: evidence.access, value: way },
            { label: evidence.collected, value: <Moment at={collectedAt} /> },
            { label: evidence.number, value: claim },
          ]}
        />
        <Box variant="small">
          {evidence.hash} <LearnerText>{hash}</LearnerText>
        </Box>
      </SpaceBetween>
    </Container>
  );
}
