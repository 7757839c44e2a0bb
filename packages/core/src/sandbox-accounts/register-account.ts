import {
  type AccountBinding,
  AccountBindingRecord,
  isBoundToAnother,
} from "../cohorts/account-binding.ts";
import type { Table } from "../storage/table.ts";
import type { NewSecret, Now } from "../submissions/ports.ts";
import { addSeconds, type Instant } from "../time.ts";
import {
  changeRegistration,
  type Rebinding,
  type Registration,
  RegistrationRecord,
  registrationsOf,
} from "./registration.ts";

export interface RegisterDeps {
  readonly table: Table;
  readonly now: Now;
  readonly newSecret: NewSecret;
  /** Nobody's sandbox: the account that the system runs in. */
  readonly graderAccountId: string;
}

export type Registering =
  | { readonly status: "registered"; readonly registration: Registration }
  | {
      readonly status: "refused";
      readonly code:
        | "sandbox.account_taken"
        | "sandbox.own_account"
        | "sandbox.too_many_accounts"
        | "sandbox.changed_meanwhile";
    };

/** More accounts than a learner of several courses goes through. */
export const mostAccounts = 10;

/**
 * Names an account as the learner's own; the same again changes nothing. Nothing is opened by it,
 * so an account may be named by several: whose role answers to their ExternalId, proves it.
 */
export async function registerAccount(
  request: {
    readonly learnerId: string;
    readonly accountId: string;
    /** Of staff: the account may still be another learner's. */
    readonly rebinding?: Rebinding | undefined;
  },
  deps: RegisterDeps,
): Promise<Registering> {
  const { table, now, newSecret } = deps;
  const { learnerId, accountId, rebinding } = request;
  if (accountId === deps.graderAccountId) return refused("sandbox.own_account");
  const [all, binding] = await Promise.all([
    registrationsOf(learnerId, table),
    table.get(AccountBindingRecord, request),
  ]);
  const known = all.find((one) => one.accountId === accountId);
  if (isBoundToAnother(binding, { learnerId, rebinding: rebinding ?? known?.rebinding }, now()))
    return refused("sandbox.account_taken");

  if (known) {
    if (known === all.at(-1) && !rebinding) return { status: "registered", registration: known };
    const change = { chosenAt: laterThan(all.at(-1), now()), ...(rebinding && { rebinding }) };
    const changed = await changeRegistration(known, change, table);
    return changed ? { status: "registered", registration: changed } : changedMeanwhile;
  }
  if (all.length >= mostAccounts) return refused("sandbox.too_many_accounts");
  const registration: Registration = {
    learnerId,
    accountId,
    externalId: boundExternalId(binding, learnerId) ?? newSecret(),
    chosenAt: laterThan(all.at(-1), now()),
    version: 1,
    ...(rebinding && { rebinding }),
  };
  const isNew = await table.put(RegistrationRecord, registration, { itemIsAbsent: true });
  return isNew ? { status: "registered", registration } : changedMeanwhile;
}

/** A new ExternalId for the same account. The old one opens it until the new one is verified. */
export async function rotateExternalId(
  seen: Registration,
  { table, newSecret }: RegisterDeps,
): Promise<Registering> {
  const changed = await changeRegistration(seen, { externalId: newSecret() }, table);
  return changed ? { status: "registered", registration: changed } : changedMeanwhile;
}

/** The account that is named last is the learner's, also within one millisecond. */
function laterThan(last: Registration | undefined, now: Instant): Instant {
  return last === undefined || now > last.chosenAt ? now : addSeconds(last.chosenAt, 0.001);
}

/** An account that is the learner's already keeps its ExternalId: its role knows no other. */
function boundExternalId(
  binding: AccountBinding | undefined,
  learnerId: string,
): string | undefined {
  return binding?.learnerId === learnerId ? binding.externalId : undefined;
}

const changedMeanwhile = refused("sandbox.changed_meanwhile");

function refused(code: Extract<Registering, { status: "refused" }>["code"]): Registering {
  return { status: "refused", code };
}
