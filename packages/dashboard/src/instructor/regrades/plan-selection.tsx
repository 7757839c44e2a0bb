import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { text } from "../../text/text.ts";
import type { PlanChoices } from "./plan-request.ts";

const whiches = ["counted", "effective", "all", "listed"] as const;

/** Which submissions are judged again. */
export function PlanSelection({
  assignment,
  choices,
  idsProblem,
  onChange,
}: {
  readonly assignment: AssignmentView;
  readonly choices: PlanChoices;
  readonly idsProblem: string | undefined;
  readonly onChange: (chosen: Partial<PlanChoices>) => void;
}) {
  const { regrades } = text;
  const stages = [
    { value: "", label: regrades.allStages },
    ...assignment.stages.map(({ stage, title }) => ({ value: stage, label: title })),
  ];
  return (
    <SpaceBetween size="l">
      <FormField label={regrades.which}>
        <RadioGroup
          value={choices.which}
          onChange={({ detail }) =>
            onChange({ which: whiches.find((one) => one === detail.value) ?? "counted" })
          }
          items={whiches.map((value) => ({
            value,
            label: regrades.whiches[value],
            description: regrades.whichMeans[value],
          }))}
        />
      </FormField>
      {choices.which === "listed" ? (
        <FormField label={regrades.ids} description={regrades.idsMeans} errorText={idsProblem}>
          <Textarea
            value={choices.ids}
            rows={4}
            spellcheck={false}
            onChange={({ detail }) => onChange({ ids: detail.value })}
          />
        </FormField>
      ) : (
        <FormField label={regrades.stage}>
          <Select
            options={stages}
            selectedOption={stages.find(({ value }) => value === choices.stage) ?? null}
            onChange={({ detail }) => onChange({ stage: detail.selectedOption.value ?? "" })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}
