import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { ProofGuide } from "../proof/proof-guide.tsx";
import { ProofView } from "../proof/proof-view.tsx";
import { rubricPath } from "../rubric-path.ts";
import { criterionName } from "./criterion-name.ts";

const words = text.rubric.proof;

/** What the cases of a version came out as when it was published. */
export function PublishedProof({ rubric }: { readonly rubric: LabRubric }) {
  const { proof, stages } = rubric;
  if (!proof) {
    return (
      <Container header={<Header variant="h2">{words.title}</Header>}>
        <Empty
          title={words.noneTitle}
          action={<AppLink to="/library/proof">{words.openFile}</AppLink>}
        >
          {words.none}
        </Empty>
        <ProofGuide />
      </Container>
    );
  }
  const titles = new Map(
    stages.flatMap(({ stage, criteria }) =>
      criteria.map(({ criterion, title }): [string, string] => [
        criterionName(stage, criterion),
        title,
      ]),
    ),
  );
  return (
    <SpaceBetween size="l">
      <Box>
        <LearnerText>{words.storedBy(proof.by)}</LearnerText> <Moment at={proof.at} />,{" "}
        {words.storedNote}
      </Box>
      <ProofView
        proof={proof.document}
        criteria={{
          titleOf: (criterion) => titles.get(criterion),
          pathOf: (criterion) => rubricPath(rubric, { criterion }),
        }}
      />
    </SpaceBetween>
  );
}
