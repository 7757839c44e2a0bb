import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { text } from "../../text/text.ts";
import { DurationField } from "./duration-field.tsx";
import type { FormPart } from "./form-part.ts";

const words = text.assignmentForm;
const keeps = [
  { value: "best", label: words.keepBest, description: words.keepBestHint },
  { value: "last", label: words.keepLast, description: words.keepLastHint },
] as const;
const blocked = [
  { value: "full", label: words.blockedFull, description: words.blockedFullHint },
  { value: "unknownOnly", label: words.blockedUnknown, description: words.blockedUnknownHint },
] as const;
const hints = [
  { value: "off", label: words.hintsOff },
  { value: "free", label: words.hintsFree },
  { value: "one_per_attempt", label: words.hintsOne },
] as const;

/** How often learners try, which try counts, and what they are told. */
export function AttemptFields({ form, errors, onChange }: FormPart) {
  const radio = <Value extends string>(
    label: string,
    items: readonly { readonly value: Value; readonly label: string }[],
    { value, onChoose }: { value: Value; onChoose: (value: Value) => void },
  ) => (
    <FormField label={label}>
      <RadioGroup
        value={value}
        items={items}
        onChange={({ detail }) => {
          const chosen = items.find((one) => one.value === detail.value);
          if (chosen) onChoose(chosen.value);
        }}
      />
    </FormField>
  );
  return (
    <Container header={<Header variant="h2">{words.attemptsSection}</Header>}>
      <SpaceBetween size="m">
        <FormField label={words.attempts}>
          <RadioGroup
            value={form.isLimited ? "limited" : "unlimited"}
            items={[
              { value: "unlimited", label: words.unlimited },
              { value: "limited", label: words.limited },
            ]}
            onChange={({ detail }) => onChange({ isLimited: detail.value === "limited" })}
          />
        </FormField>
        {form.isLimited && (
          <FormField label={words.limit} errorText={errors.get("attemptLimit")}>
            <Input
              value={form.attemptLimit}
              inputMode="numeric"
              onChange={({ detail }) => onChange({ attemptLimit: detail.value })}
            />
          </FormField>
        )}
        <Checkbox
          checked={form.coolsDown}
          onChange={({ detail }) => onChange({ coolsDown: detail.checked })}
        >
          {words.coolsDown}
        </Checkbox>
        {form.coolsDown && (
          <DurationField
            label={words.coolDown}
            value={form.coolDown}
            error={errors.get("coolDownSeconds")}
            onChange={(coolDown) => onChange({ coolDown })}
          />
        )}
        {radio(words.keep, keeps, {
          value: form.keep,
          onChoose: (keep) => onChange({ keep }),
        })}
        {radio(words.blocked, blocked, {
          value: form.blockedFeedback,
          onChoose: (blockedFeedback) => onChange({ blockedFeedback }),
        })}
        {radio(words.hints, hints, {
          value: form.hints,
          onChoose: (policy) => onChange({ hints: policy }),
        })}
      </SpaceBetween>
    </Container>
  );
}
