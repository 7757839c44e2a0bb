import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  type CohortView,
  getCohort,
  revokeJoinLink,
} from "@lab-grader/core/contracts/endpoints/cohorts";
import { useState } from "react";
import { useChange } from "../../../api/use-change.ts";
import { Command } from "../../../parts/command.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Moment } from "../../../parts/moment.tsx";
import { useNotify } from "../../../parts/notifications.tsx";
import { text } from "../../../text/text.ts";
import { MakeJoinLink } from "./make-join-link.tsx";

const { joinLink: words } = text.cohortSettings;

/** The code by which learners enrol themselves: shown once, typed, never part of an address. */
export function JoinLink({
  cohort,
  mayManage,
}: {
  readonly cohort: CohortView;
  readonly mayManage: boolean;
}) {
  const { joinLink } = cohort;
  const [asking, setAsking] = useState<"make" | "revoke">();
  const [code, setCode] = useState<string>();
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.lead}
          actions={
            mayManage && (
              <SpaceBetween direction="horizontal" size="xs">
                {joinLink && <Button onClick={() => setAsking("revoke")}>{words.revoke}</Button>}
                <Button onClick={() => setAsking("make")}>
                  {joinLink ? words.makeAgain : words.make}
                </Button>
              </SpaceBetween>
            )
          }
        >
          {words.title}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {code !== undefined && joinLink && (
          <div role="status">
            <Alert type="success" header={words.shown}>
              <Command label={words.code}>{code}</Command>
              {words.howTo}
            </Alert>
          </div>
        )}
        {joinLink ? (
          <>
            <div>
              {words.until} <Moment at={joinLink.expiresAt} />
            </div>
            <div>{words.uses(joinLink.uses, joinLink.largestUses)}</div>
          </>
        ) : (
          <Box color="text-body-secondary">{words.none}</Box>
        )}
      </SpaceBetween>
      {asking === "make" && (
        <MakeJoinLink
          cohort={cohort}
          onMade={(token) => {
            setCode(token);
            setAsking(undefined);
          }}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {asking === "revoke" && (
        <Revoke cohortId={cohort.cohortId} onClose={() => setAsking(undefined)} />
      )}
    </Container>
  );
}

function Revoke({
  cohortId,
  onClose,
}: {
  readonly cohortId: string;
  readonly onClose: () => void;
}) {
  const notify = useNotify();
  const revoking = useChange(revokeJoinLink, { changes: [getCohort] });
  const revoke = async () => {
    if (!(await revoking.send({ params: { cohortId } }))) return;
    notify({ type: "success", text: words.revoked });
    onClose();
  };
  return (
    <Confirm
      title={words.revokeTitle}
      confirm={words.revoke}
      isSending={revoking.isSending}
      fault={revoking.error}
      onConfirm={() => void revoke()}
      onCancel={onClose}
    >
      {words.revokeText}
    </Confirm>
  );
}
