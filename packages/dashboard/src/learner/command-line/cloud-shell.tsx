import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import { createOneTimeToken } from "@lab-grader/core/contracts/endpoints/one-time";
import type { AssignmentSummary } from "@lab-grader/core/contracts/http";
import { useSearchParams } from "react-router";
import { useChange } from "../../api/use-change.ts";
import { useOperation } from "../../api/use-operation.ts";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { TokenLines } from "./token-lines.tsx";

const { cloudShell: words } = text.commandLine;

/** A one-time token for one stage, with the lines to paste. */
export function CloudShell() {
  const assignments = useOperation(listAssignments, {});
  return (
    <Container header={<Header variant="h2">{words.title}</Header>}>
      <SpaceBetween size="m">
        <div>{words.lead}</div>
        <Loaded read={assignments}>
          {(list) => {
            const open = list.assignments.filter(({ isOpen }) => isOpen);
            return open.length === 0 ? (
              <Empty title={words.noLabs} />
            ) : (
              <MakeToken assignments={open} />
            );
          }}
        </Loaded>
      </SpaceBetween>
    </Container>
  );
}

function MakeToken({ assignments }: { readonly assignments: readonly AssignmentSummary[] }) {
  const [query, setQuery] = useSearchParams();
  const making = useChange(createOneTimeToken);
  const choose = (name: string, value: string) => {
    making.reset();
    setQuery((now) => {
      const next = new URLSearchParams(now);
      next.set(name, value);
      return next;
    });
  };

  const asked = query.get("assignment");
  const assignment =
    assignments.find(({ assignmentId }) => assignmentId === asked) ?? assignments[0];
  if (!assignment) return null;
  const { assignmentId, labId, stages } = assignment;
  const stage = stages.find((one) => one.stage === query.get("stage")) ?? stages[0];
  if (!stage) return null;
  const isSigned = query.get("signed") === "true";
  const make = () => void making.send({ params: { assignmentId }, body: { stage: stage.stage } });

  return (
    <SpaceBetween size="m">
      <FormField label={words.lab}>
        <Select
          selectedOption={{ value: assignmentId, label: assignment.title }}
          options={assignments.map((one) => ({ value: one.assignmentId, label: one.title }))}
          onChange={({ detail }) => choose("assignment", detail.selectedOption.value ?? "")}
        />
      </FormField>
      <FormField label={words.stage}>
        <Select
          selectedOption={{ value: stage.stage, label: stage.title }}
          options={stages.map((one) => ({ value: one.stage, label: one.title }))}
          onChange={({ detail }) => choose("stage", detail.selectedOption.value ?? "")}
        />
      </FormField>
      <Checkbox
        checked={isSigned}
        description={words.signedDescription}
        onChange={({ detail }) => choose("signed", String(detail.checked))}
      >
        {words.signed}
      </Checkbox>
      {stage.questions.length > 0 && (
        <Alert type="info">{words.answers(stage.questions.length)}</Alert>
      )}
      {making.error && <FaultAlert fault={making.error} />}
      {making.answer && (
        <TokenLines
          made={making.answer}
          of={{ lab: labId, stage: stage.stage, isSigned }}
          key={making.answer.token}
        />
      )}
      <Box>
        <Button
          variant={making.answer ? "normal" : "primary"}
          onClick={make}
          loading={making.isSending}
        >
          {making.answer ? words.makeAgain : words.make}
        </Button>
      </Box>
    </SpaceBetween>
  );
}
