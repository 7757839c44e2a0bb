import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { LabRubric, RubricStage } from "@lab-grader/core/views/lab-rubric";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { PolicyDocument } from "./policy-document.tsx";
import { StageCalls } from "./stage-calls.tsx";
import "./rubric.css";

const words = text.rubric.policy;

/** What a lab asks of AWS, and the policies that let the grader ask just that. */
export function PolicyView({ rubric }: { readonly rubric: LabRubric }) {
  return (
    <SpaceBetween size="l">
      <Box>{words.intro}</Box>
      {rubric.stages.map((stage) => (
        <StagePolicy key={stage.stage} stage={stage} />
      ))}
      <RolePolicies role={rubric.role} />
    </SpaceBetween>
  );
}

function StagePolicy({ stage }: { readonly stage: RubricStage }) {
  const { title, calls, depth, policy } = stage;
  const { characters, limit, document } = policy;
  const percent = Math.min(100, Math.round((100 * characters) / limit));
  return (
    <Container
      header={
        <Header variant="h2" description={text.rubric.stages.asks(calls, depth)}>
          <LearnerText>{text.rubric.stages.heading(title, stage.stage)}</LearnerText>
        </Header>
      }
    >
      <SpaceBetween size="m">
        <StageCalls stage={stage} />
        <ProgressBar
          label={words.session}
          ariaLabel={words.length(title)}
          value={percent}
          description={words.characters(characters, limit)}
          status="in-progress"
        />
        {document ? (
          <PolicyDocument
            title={words.documentTitle}
            label={words.document(title)}
            note={words.sessionNote}
            document={document}
          />
        ) : (
          <Alert type="error">{words.tooLong}</Alert>
        )}
      </SpaceBetween>
    </Container>
  );
}

function RolePolicies({ role }: { readonly role: LabRubric["role"] }) {
  const { documents } = role;
  return (
    <Container
      header={
        <Header variant="h2" description={words.roleLength(role.characters)}>
          {words.role}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Box>{words.roleNote}</Box>
        {!role.fits && <Alert type="error">{words.roleTooLong}</Alert>}
        {role.fits && documents.length === 0 && <Box>{words.roleNone}</Box>}
        {documents.map((document, place) => {
          const title = words.roleDocument(place + 1, documents.length);
          return <PolicyDocument key={title} title={title} label={title} document={document} />;
        })}
      </SpaceBetween>
    </Container>
  );
}
