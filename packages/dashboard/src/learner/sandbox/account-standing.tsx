import Alert from "@cloudscape-design/components/alert";
import type { SandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { accountText } from "@lab-grader/core/views/figures";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";

const { sandbox } = text;

/** Where the account stands, in a sentence: may we look, until when, and what is missing. */
export function AccountStanding({ account }: { readonly account: SandboxAccount }) {
  const { state, accountId, expiresAt, provenBy, isRotating } = account;
  if (accountId === null) return null;
  const name = sandbox.account.registered(accountText(accountId));
  const isProven = state === "verified" || (state === "verifying" && expiresAt !== null);
  const proof = provenBy === null ? "" : ` ${sandbox.provenBy[provenBy]}`;
  return (
    <div role="status">
      <Alert
        type={isProven ? "success" : "info"}
        header={`${name}: ${sandbox.states[state]}${state === "verified" ? proof : ""}`}
      >
        {expiresAt !== null && (
          <div>
            {state === "expired" ? sandbox.expiredSince : sandbox.verifiedUntil}{" "}
            <Moment at={expiresAt} />. {state === "expired" && sandbox.checkAgain}
          </div>
        )}
        {isRotating && <div>{sandbox.rotating}</div>}
      </Alert>
    </div>
  );
}
