import Alert from "@cloudscape-design/components/alert";
import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { listCohorts } from "@lab-grader/core/contracts/endpoints/cohorts";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { usePerson } from "../../sign-in/session-context.tsx";
import { text } from "../../text/text.ts";
import { newAssignmentPath } from "../rubric-path.ts";

const words = text.rubric.library;

/** A version that is to be given to a cohort. */
export interface UsableLab {
  readonly labId: string;
  readonly version: string;
  readonly title: string;
  readonly isDev: boolean;
}

/** Asks for the cohort, then leads to the form of its new assignment. */
export function UseInCohort({
  of,
  variant = "normal",
}: {
  readonly of: UsableLab;
  readonly variant?: ButtonProps.Variant;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={variant}
        ariaLabel={words.useOf(of.title, of.version)}
        onClick={() => setOpen(true)}
      >
        {words.use}
      </Button>
      {isOpen && <ChooseCohort of={of} onClose={() => setOpen(false)} />}
    </>
  );
}

function ChooseCohort({ of, onClose }: { readonly of: UsableLab; readonly onClose: () => void }) {
  const { choose } = words;
  const navigate = useNavigate();
  const { groups } = usePerson();
  const read = useOperation(listCohorts, {});
  const [cohortId, setCohortId] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  const go = () => {
    if (cohortId === undefined) return setMissing(true);
    void navigate(newAssignmentPath(cohortId, of));
  };
  return (
    <Confirm
      title={choose.title(of.title, of.version)}
      confirm={choose.confirm}
      isSending={false}
      onConfirm={go}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <span>{choose.lead}</span>
        {of.isDev && <Alert type="warning">{choose.dev}</Alert>}
        <Loaded read={read}>
          {({ cohorts }) => {
            // Assistants give no labs.
            const own = groups.includes("admin")
              ? cohorts
              : cohorts.filter(({ role }) => role === "instructor");
            if (own.length === 0) {
              return (
                <Empty
                  title={choose.noneTitle}
                  action={<AppLink to="/cohorts">{choose.toCohorts}</AppLink>}
                >
                  {choose.none}
                </Empty>
              );
            }
            const options = own.map(({ cohortId: value, name: label }) => ({ value, label }));
            return (
              <FormField
                label={choose.cohort}
                errorText={isMissing && cohortId === undefined ? choose.missing : undefined}
              >
                <Select
                  options={options}
                  placeholder={choose.placeholder}
                  filteringType={options.length > 8 ? "auto" : "none"}
                  filteringAriaLabel={choose.find}
                  selectedOption={options.find(({ value }) => value === cohortId) ?? null}
                  onChange={({ detail }) => setCohortId(detail.selectedOption.value)}
                />
              </FormField>
            );
          }}
        </Loaded>
      </SpaceBetween>
    </Confirm>
  );
}
