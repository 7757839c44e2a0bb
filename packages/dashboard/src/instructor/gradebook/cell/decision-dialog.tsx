import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useRef, useState } from "react";
import { problemCode } from "../../../api/fault.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { focusFirstError } from "../../../parts/focus-first-error.ts";
import { LearnerText } from "../../../parts/learner-text.tsx";
import { formatMoment } from "../../../parts/moment.tsx";
import { text } from "../../../text/text.ts";
import { ReasonField } from "../../review/reason-field.tsx";
import { termsWords } from "./terms-words.ts";
import type { SeenTerms } from "./use-seen-terms.ts";

const words = text.cell;
const longestReason = 500;

/** A decision on one learner in one assignment: its fields, why, and who decided meanwhile. */
export function DecisionDialog({
  title,
  confirm,
  seen,
  replaces,
  change,
  onDecide,
  onClose,
  children,
}: {
  readonly title: string;
  readonly confirm: string;
  readonly seen: SeenTerms;
  /** What of another decision is replaced by this one, for who decides over it. */
  readonly replaces?: string;
  readonly change: {
    readonly isSending: boolean;
    readonly error: unknown;
    readonly reset: () => void;
  };
  /** With a reason; the fields are looked at by whoever gives them. */
  readonly onDecide: (decision: { readonly version: number; readonly reason: string }) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { overtakenBy, version } = seen;
  const isOvertaken = problemCode(change.error) === "terms.changed";
  const decide = () => {
    setAsked(true);
    onDecide({ version, reason: reason.trim() });
    focusFirstError(form.current);
  };
  return (
    <Confirm
      title={title}
      confirm={confirm}
      isSending={change.isSending}
      isAllowed={overtakenBy === undefined}
      fault={isOvertaken && overtakenBy ? undefined : change.error}
      onConfirm={decide}
      onCancel={onClose}
    >
      {overtakenBy && (
        <Overtaken
          seen={seen}
          replaces={replaces}
          onAccept={() => {
            seen.accept();
            change.reset();
          }}
        />
      )}
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (overtakenBy === undefined) decide();
        }}
      >
        <SpaceBetween size="m">
          {children}
          <ReasonField
            value={reason}
            onChange={setReason}
            description={words.reasonKept}
            isMissing={isAsked && reason.trim() === ""}
            longest={longestReason}
          />
        </SpaceBetween>
      </form>
    </Confirm>
  );
}

/** Whether a reason can be sent. */
export function isReason(reason: string): boolean {
  return reason !== "" && reason.length <= longestReason;
}

function Overtaken({
  seen: { overtakenBy },
  replaces,
  onAccept,
}: {
  readonly seen: SeenTerms;
  readonly replaces: string | undefined;
  readonly onAccept: () => void;
}) {
  const newest = overtakenBy?.history[0];
  if (!overtakenBy || !newest) return null;
  return (
    <div role="alert">
      <Alert
        type="warning"
        header={words.overtakenTitle}
        action={<Button onClick={onAccept}>{words.overtakenAccept}</Button>}
      >
        <LearnerText>
          {words.overtaken({
            by: newest.by,
            at: formatMoment(newest.at),
            reason: newest.reason,
            terms: termsWords(newest.terms).join("; ") || words.nothing,
          })}
        </LearnerText>{" "}
        {replaces}
      </Alert>
    </div>
  );
}
