import Alert from "@cloudscape-design/components/alert";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lateExample, lateWords } from "../../parts/late-words.ts";
import { text } from "../../text/text.ts";
import type { AssignmentForm } from "./assignment-form.ts";
import { DurationField } from "./duration-field.tsx";
import type { FormPart } from "./form-part.ts";
import { readLatePolicy } from "./read-late-policy.ts";

const words = text.assignmentForm;

/** What lateness costs, with a sentence that says what that means and an example. */
export function LateFields({
  form,
  errors,
  maxPoints,
  onChange,
}: FormPart & {
  /** Of a stage, for the example. */
  readonly maxPoints: number;
}) {
  const { late } = form;
  const change = (part: Partial<AssignmentForm["late"]>) =>
    onChange({ late: { ...late, ...part } });
  const read = readLatePolicy(late);
  return (
    <Container header={<Header variant="h2">{words.lateSection}</Header>}>
      <SpaceBetween size="m">
        <FormField label={words.late}>
          <RadioGroup
            value={form.isLateCharged ? "charged" : "free"}
            items={[
              { value: "free", label: words.lateFree },
              { value: "charged", label: words.lateCharged },
            ]}
            onChange={({ detail }) => onChange({ isLateCharged: detail.value === "charged" })}
          />
        </FormField>
        {form.isLateCharged && (
          <ColumnLayout columns={2}>
            <FormField
              label={words.percent}
              constraintText={words.percentHint}
              errorText={errors.get("latePolicy.percentPerInterval")}
            >
              <Input
                value={late.percent}
                inputMode="decimal"
                onChange={({ detail }) => change({ percent: detail.value })}
              />
            </FormField>
            <DurationField
              label={words.interval}
              value={late.interval}
              error={errors.get("latePolicy.intervalSeconds")}
              onChange={(interval) => change({ interval })}
            />
            <DurationField
              label={words.grace}
              hint={words.graceHint}
              value={late.grace}
              error={errors.get("latePolicy.graceSeconds")}
              onChange={(grace) => change({ grace })}
            />
            <FormField
              label={words.floor}
              constraintText={words.floorHint}
              errorText={errors.get("latePolicy.floorPercent")}
            >
              <Input
                value={late.floor}
                inputMode="decimal"
                onChange={({ detail }) => change({ floor: detail.value })}
              />
            </FormField>
            <FormField
              label={words.tokens}
              constraintText={words.tokensHint}
              errorText={errors.get("latePolicy.tokens")}
            >
              <Input
                value={late.tokens}
                inputMode="numeric"
                onChange={({ detail }) => change({ tokens: detail.value })}
              />
            </FormField>
          </ColumnLayout>
        )}
        {form.isLateCharged && read.status === "read" && (
          <Alert type="info" header={words.means}>
            <p>{lateWords(read.policy)}</p>
            <p>{lateExample(read.policy, maxPoints)}</p>
          </Alert>
        )}
      </SpaceBetween>
    </Container>
  );
}
