import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { StaffMember } from "@lab-grader/core/cohorts/cohort";
import {
  type CohortView,
  getCohort,
  listCohorts,
  setStaff,
} from "@lab-grader/core/contracts/endpoints/cohorts";
import { useState } from "react";
import { useChange } from "../../../api/use-change.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { FaultAlert } from "../../../parts/fault-alert.tsx";
import { LearnerText } from "../../../parts/learner-text.tsx";
import { useNotify } from "../../../parts/notifications.tsx";
import { usePerson } from "../../../sign-in/session-context.tsx";
import { text } from "../../../text/text.ts";
import { AddStaff } from "./add-staff.tsx";
import { RoleSelect } from "./role-select.tsx";

const { staff: words } = text.cohortSettings;

/** Who runs the cohort, and as what. */
export function Staff({
  cohort,
  mayManage,
}: {
  readonly cohort: CohortView;
  readonly mayManage: boolean;
}) {
  const { login: own } = usePerson();
  const notify = useNotify();
  const [removing, setRemoving] = useState<string>();
  const [isAdding, setIsAdding] = useState(false);
  const setting = useChange(setStaff, { changes: [getCohort, listCohorts] });

  /** Whether it is so now. */
  const change = async (staff: readonly StaffMember[]): Promise<boolean> => {
    const { cohortId, version } = cohort;
    const changed = await setting.send({
      params: { cohortId },
      body: { version, staff: [...staff] },
    });
    if (!changed) return false;
    notify({ type: "success", text: words.saved });
    setRemoving(undefined);
    setIsAdding(false);
    return true;
  };
  const withRole = (login: string, role: StaffMember["role"]) =>
    cohort.staff.map((one) => (one.login === login ? { login, role } : one));
  const start = (begin: () => void) => () => {
    setting.reset();
    begin();
  };

  return (
    <SpaceBetween size="s">
      <Table
        items={[...cohort.staff]}
        trackBy="login"
        header={
          <Header
            variant="h2"
            description={words.lead}
            actions={
              mayManage && (
                <Button onClick={start(() => setIsAdding(true))}>{words.addTitle}</Button>
              )
            }
          >
            {words.title}
          </Header>
        }
        columnDefinitions={[
          {
            id: "login",
            header: words.login,
            isRowHeader: true,
            cell: ({ login }) => (
              <Box>
                <LearnerText>{login}</LearnerText> {login === own && `(${words.you})`}
              </Box>
            ),
          },
          {
            id: "role",
            header: words.role,
            cell: ({ login, role }) =>
              mayManage ? (
                <RoleSelect
                  label={words.roleOf(login)}
                  role={role}
                  onChange={(next) => void change(withRole(login, next))}
                />
              ) : (
                words.roles[role]
              ),
          },
          ...(mayManage
            ? [
                {
                  id: "remove",
                  header: words.removeAction,
                  cell: ({ login }: StaffMember) => (
                    <Button
                      variant="icon"
                      iconName="remove"
                      ariaLabel={words.remove(login)}
                      onClick={start(() => setRemoving(login))}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {setting.error && removing === undefined && !isAdding ? (
        <FaultAlert fault={setting.error} />
      ) : null}
      {removing !== undefined && (
        <Confirm
          title={words.removeTitle(removing)}
          confirm={words.removeAction}
          isSending={setting.isSending}
          fault={setting.error}
          onConfirm={() => void change(cohort.staff.filter(({ login }) => login !== removing))}
          onCancel={() => setRemoving(undefined)}
        >
          <div>{words.removeText}</div>
          {removing === own && <Box variant="strong">{words.removeSelf}</Box>}
        </Confirm>
      )}
      {isAdding && (
        <AddStaff
          staff={cohort.staff}
          isSending={setting.isSending}
          fault={setting.error}
          onAdd={(member) => void change([...cohort.staff, member])}
          onCancel={() => setIsAdding(false)}
        />
      )}
    </SpaceBetween>
  );
}
