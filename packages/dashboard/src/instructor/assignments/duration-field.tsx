import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { type Duration, durationUnits } from "../../parts/duration.ts";
import { text } from "../../text/text.ts";
import "./assignment-form.css";

const words = text.assignments;

/** A number and its unit. */
export function DurationField({
  label,
  value,
  error,
  hint,
  onChange,
}: {
  readonly label: string;
  readonly value: Duration;
  readonly error: string | undefined;
  readonly hint?: string;
  readonly onChange: (value: Duration) => void;
}) {
  const units = value.unit === "second" ? (["second", ...durationUnits] as const) : durationUnits;
  const options = units.map((unit) => ({ value: unit, label: words.units[unit] }));
  return (
    <FormField label={label} constraintText={hint} errorText={error}>
      <div className="duration-field">
        <Input
          value={value.amount}
          inputMode="decimal"
          ariaLabel={words.durationAmount(label)}
          onChange={({ detail }) => onChange({ ...value, amount: detail.value })}
        />
        <Select
          options={options}
          ariaLabel={words.durationUnit}
          selectedOption={options.find((one) => one.value === value.unit) ?? null}
          onChange={({ detail }) => {
            const unit = units.find((one) => one === detail.selectedOption.value);
            if (unit) onChange({ ...value, unit });
          }}
        />
      </div>
    </FormField>
  );
}
