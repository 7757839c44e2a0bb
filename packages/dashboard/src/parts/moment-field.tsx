import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TimeInput from "@cloudscape-design/components/time-input";
import type { ReactNode } from "react";
import { text } from "../text/text.ts";
import { formatMoment, ownTimeZone } from "./moment.tsx";
import { instantIn, type LocalTime, type ReadTime } from "./zoned-time.ts";

/** A day and a time of a zone, with the same moment as whoever types it lives it. */
export function MomentField({
  label,
  value,
  zone,
  error,
  description,
  onChange,
}: {
  readonly label: string;
  readonly value: LocalTime;
  /** IANA name of the zone in which it is meant. */
  readonly zone: string;
  readonly error?: string | undefined;
  readonly description?: ReactNode;
  readonly onChange: (value: LocalTime) => void;
}) {
  const read = instantIn(value, zone);
  const isElsewhere = zone !== ownTimeZone();
  const own = read.status === "read" && isElsewhere ? formatMoment(read.instant) : undefined;
  return (
    <FormField
      label={label}
      description={description}
      constraintText={own === undefined ? text.times.in(zone) : text.times.inAndOwn(zone, own)}
      errorText={error}
    >
      <SpaceBetween direction="horizontal" size="xs">
        <DatePicker
          value={value.day}
          onChange={({ detail }) => onChange({ ...value, day: detail.value })}
          placeholder="YYYY-MM-DD"
          format="iso"
          inputFormat="iso"
          ariaLabel={text.times.dayOf(label)}
          // Else the field's label is the name of both.
          ariaLabelledby=""
          openCalendarAriaLabel={(selected) => text.times.openCalendar(label, selected)}
          i18nStrings={{
            todayAriaLabel: text.times.today,
            nextMonthAriaLabel: text.times.nextMonth,
            previousMonthAriaLabel: text.times.previousMonth,
          }}
        />
        <TimeInput
          value={value.time}
          onChange={({ detail }) => onChange({ ...value, time: detail.value })}
          format="hh:mm"
          placeholder="hh:mm"
          ariaLabel={text.times.timeOf(label)}
          ariaLabelledby=""
        />
      </SpaceBetween>
    </FormField>
  );
}

/** What is wrong with a time that was typed; `undefined` where it can be read. */
export function timeProblem({ status }: ReadTime, zone: string): string | undefined {
  if (status === "read") return undefined;
  return text.times.problems[status](zone);
}
