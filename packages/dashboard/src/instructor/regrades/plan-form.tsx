import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { listJobs } from "@lab-grader/core/contracts/endpoints/jobs";
import { planRegrade } from "@lab-grader/core/contracts/endpoints/regrades";
import { usualOptions } from "@lab-grader/core/regrade/regrade-input";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useChange } from "../../api/use-change.ts";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { focusFirstError } from "../../parts/focus-first-error.ts";
import { text } from "../../text/text.ts";
import { type PlanChoices, planRequest } from "./plan-request.ts";
import { PlanSelection } from "./plan-selection.tsx";
import { VersionField } from "./version-field.tsx";

const sources = ["stored", "recollect"] as const;
const options = ["neverLower", "keepOverrides", "keepMarks"] as const;

/** Which submissions are judged again, by what, from which evidence; then goes to the plan. */
export function PlanForm({ assignment }: { readonly assignment: AssignmentView }) {
  const { assignmentId } = assignment;
  const [choices, setChoices] = useState<PlanChoices>({
    ...{ lab: "newest", which: "counted", stage: "", ids: "", source: "stored", reason: "" },
    options: usualOptions,
  });
  const [idsProblem, setIdsProblem] = useState<string>();
  const change = useChange(planRegrade, { changes: [listJobs] });
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const { regrades } = text;
  const choose = (chosen: Partial<PlanChoices>) => setChoices({ ...choices, ...chosen });

  const send = async () => {
    const request = planRequest(choices);
    setIdsProblem("idsProblem" in request ? request.idsProblem : undefined);
    if ("idsProblem" in request) return focusFirstError(form.current);
    const job = await change.send({ params: { assignmentId }, body: request.body });
    if (job) void navigate(`/assignments/${assignmentId}/regrades/${job.jobId}`);
  };

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Container
        header={
          <Header variant="h2" description={regrades.newMeans}>
            {regrades.newTitle}
          </Header>
        }
      >
        <Form
          actions={
            <Button variant="primary" formAction="submit" loading={change.isSending}>
              {regrades.send}
            </Button>
          }
        >
          <SpaceBetween size="l">
            <VersionField
              assignment={assignment}
              chosen={choices.lab}
              onChange={(lab) => choose({ lab })}
            />
            <PlanSelection
              assignment={assignment}
              choices={choices}
              idsProblem={idsProblem}
              onChange={choose}
            />
            <FormField label={regrades.source}>
              <RadioGroup
                value={choices.source}
                onChange={({ detail }) =>
                  choose({ source: sources.find((one) => one === detail.value) ?? "stored" })
                }
                items={sources.map((value) => ({
                  value,
                  label: regrades.sources[value],
                  description: regrades.sourceMeans[value],
                }))}
              />
            </FormField>
            <FormField label={regrades.options}>
              <SpaceBetween size="xs">
                {options.map((name) => (
                  <Checkbox
                    key={name}
                    checked={choices.options[name]}
                    description={regrades[`${name}Means`]}
                    onChange={({ detail }) =>
                      choose({ options: { ...choices.options, [name]: detail.checked } })
                    }
                  >
                    {regrades[name]}
                  </Checkbox>
                ))}
              </SpaceBetween>
            </FormField>
            <FormField label={regrades.why} description={regrades.whyMeans}>
              <Input
                value={choices.reason}
                onChange={({ detail }) => choose({ reason: detail.value })}
              />
            </FormField>
            {change.error && <FaultAlert fault={change.error} />}
          </SpaceBetween>
        </Form>
      </Container>
    </form>
  );
}
