import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { Login, type StaffMember, type StaffRole } from "@lab-grader/core/cohorts/cohort";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { text } from "../../../text/text.ts";
import { RoleSelect } from "./role-select.tsx";

const { staff: words } = text.cohortSettings;

/** Asks for a login and a role. */
export function AddStaff({
  staff,
  isSending,
  fault,
  onAdd,
  onCancel,
}: {
  readonly staff: readonly StaffMember[];
  readonly isSending: boolean;
  readonly fault: unknown;
  readonly onAdd: (member: StaffMember) => void;
  readonly onCancel: () => void;
}) {
  const [login, setLogin] = useState("");
  const [role, setRole] = useState<StaffRole>("assistant");
  const [problem, setProblem] = useState("");

  const add = () => {
    const typed = login.trim();
    const isTwice = staff.some((one) => one.login === typed);
    const found = !Login.safeParse(typed).success ? words.loginWrong : isTwice ? words.twice : "";
    setProblem(found);
    if (found === "") onAdd({ login: typed, role });
  };

  return (
    <Confirm
      title={words.addTitle}
      confirm={words.add}
      isSending={isSending}
      fault={fault}
      onConfirm={add}
      onCancel={onCancel}
    >
      <FormField label={words.login} errorText={problem}>
        <Input
          value={login}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => setLogin(detail.value)}
        />
      </FormField>
      <FormField label={words.role}>
        <RoleSelect role={role} onChange={setRole} />
      </FormField>
    </Confirm>
  );
}
