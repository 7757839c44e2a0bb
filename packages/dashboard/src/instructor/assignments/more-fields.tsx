import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { text } from "../../text/text.ts";
import type { FormPart } from "./form-part.ts";

const words = text.assignmentForm;

/** Values of the lab's variables that this assignment sets. */
export function VariableFields({
  form,
  errors,
  variables,
  onChange,
}: FormPart & {
  /** The lab's own values. */
  readonly variables: Readonly<Record<string, string>>;
}) {
  const names = Object.keys(variables);
  if (names.length === 0) return null;
  const set = (name: string, value: string) => {
    const { [name]: before, ...others } = form.variables;
    onChange({
      variables: value === variables[name] ? others : { ...others, [name]: value },
    });
  };
  return (
    <Container
      header={
        <Header variant="h2" description={words.variablesHint}>
          {words.variablesSection}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {names.map((name, index) => (
          <FormField
            key={name}
            label={name}
            constraintText={words.variableDefault(variables[name] || words.variableEmpty)}
            errorText={
              errors.get(`variables.${name}`) ?? (index === 0 ? errors.get("variables") : undefined)
            }
          >
            <Input
              value={form.variables[name] ?? variables[name] ?? ""}
              spellcheck={false}
              onChange={({ detail }) => set(name, detail.value)}
            />
          </FormField>
        ))}
      </SpaceBetween>
    </Container>
  );
}

/** What learners see of results, and how other systems know the assignment. */
export function MoreFields({ form, errors, onChange }: FormPart) {
  return (
    <Container header={<Header variant="h2">{words.moreSection}</Header>}>
      <SpaceBetween size="m">
        <FormField label={words.release}>
          <RadioGroup
            value={form.release}
            items={[
              { value: "released", label: words.releaseNow },
              {
                value: "hidden",
                label: words.releaseLater,
                description: words.releaseLaterHint,
              },
            ]}
            onChange={({ detail }) =>
              onChange({ release: detail.value === "hidden" ? "hidden" : "released" })
            }
          />
        </FormField>
        <FormField
          label={words.optional(words.canvasId)}
          constraintText={words.canvasIdHint}
          errorText={errors.get("canvasId")}
        >
          <Input
            value={form.canvasId}
            inputMode="numeric"
            onChange={({ detail }) => onChange({ canvasId: detail.value })}
          />
        </FormField>
        <FormField
          label={words.optional(words.moodleMaximum)}
          constraintText={words.moodleMaximumHint}
          errorText={errors.get("moodleMaximum")}
        >
          <Input
            value={form.moodleMaximum}
            inputMode="decimal"
            onChange={({ detail }) => onChange({ moodleMaximum: detail.value })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
