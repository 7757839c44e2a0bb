import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { TimeZone } from "@lab-grader/core/contracts/time-zone";
import { useMemo } from "react";
import { ownTimeZone } from "../../parts/moment.tsx";
import { MomentField } from "../../parts/moment-field.tsx";
import { text } from "../../text/text.ts";
import type { FormPart } from "./form-part.ts";

const words = text.assignmentForm;

/** When it opens, is due and closes, by the clocks of a zone. */
export function DateFields({ form, errors, onChange }: FormPart) {
  const zones = useMemo(() => zoneOptions(form.timeZone), [form.timeZone]);
  const zone = TimeZone.safeParse(form.timeZone).success ? form.timeZone : "UTC";
  return (
    <Container header={<Header variant="h2">{words.datesSection}</Header>}>
      <SpaceBetween size="m">
        <FormField
          label={words.timeZone}
          constraintText={words.timeZoneHint}
          errorText={errors.get("timeZone")}
        >
          <Select
            options={zones}
            filteringType="auto"
            filteringPlaceholder={words.timeZoneFind}
            filteringAriaLabel={words.timeZoneFind}
            virtualScroll
            selectedOption={zones.find(({ value }) => value === form.timeZone) ?? null}
            onChange={({ detail }) => onChange({ timeZone: detail.selectedOption.value ?? "" })}
          />
        </FormField>
        <MomentField
          label={words.opensAt}
          description={words.opensHint}
          value={form.opensAt}
          zone={zone}
          error={errors.get("opensAt")}
          onChange={(opensAt) => onChange({ opensAt })}
        />
        <MomentField
          label={words.dueAt}
          description={words.dueHint}
          value={form.dueAt}
          zone={zone}
          error={errors.get("dueAt") ?? (form.takesLate ? undefined : errors.get("closesAt"))}
          onChange={(dueAt) => onChange({ dueAt })}
        />
        <Checkbox
          checked={form.takesLate}
          description={words.takesLateHint}
          onChange={({ detail }) =>
            onChange({
              takesLate: detail.checked,
              ...(form.closesAt.day === "" ? { closesAt: form.dueAt } : {}),
            })
          }
        >
          {words.takesLate}
        </Checkbox>
        {form.takesLate && (
          <MomentField
            label={words.closesAt}
            description={words.closesHint}
            value={form.closesAt}
            zone={zone}
            error={errors.get("closesAt")}
            onChange={(closesAt) => onChange({ closesAt })}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

/** Every zone that the browser knows, and the one that is chosen. */
function zoneOptions(chosen: string) {
  const known = new Set(["UTC", ownTimeZone(), chosen, ...Intl.supportedValuesOf("timeZone")]);
  return [...known].filter((zone) => zone !== "").map((value) => ({ value, label: value }));
}
