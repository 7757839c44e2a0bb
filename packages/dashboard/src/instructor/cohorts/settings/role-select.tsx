import Select from "@cloudscape-design/components/select";
import { StaffRole } from "@lab-grader/core/cohorts/cohort";
import { text } from "../../../text/text.ts";

const { roles } = text.cohortSettings.staff;
const optionOf = (role: StaffRole) => ({ value: role, label: roles[role] });

/** What a member of staff is. */
export function RoleSelect({
  role,
  label,
  onChange,
}: {
  readonly role: StaffRole;
  /** For who does not see what is beside it; absent inside of a labelled field. */
  readonly label?: string;
  readonly onChange: (role: StaffRole) => void;
}) {
  return (
    <Select
      ariaLabel={label}
      selectedOption={optionOf(role)}
      options={StaffRole.options.map(optionOf)}
      onChange={({ detail }) => onChange(StaffRole.parse(detail.selectedOption.value))}
      expandToViewport
    />
  );
}
