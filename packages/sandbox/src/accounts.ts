import type { SessionCaller, UserCaller } from "./callers.ts";
import { type Credential, randomSessionKeys, uniqueId } from "./credentials.ts";
import type { ManagedPolicy } from "./managed-policies.ts";
import type { Policy } from "./policy/document.ts";
import { buildRole, policyOf, type Role, type RoleDefinition } from "./roles.ts";
import { parseSwitches, type Switches, type SwitchesInput } from "./switches.ts";

/** A long-term access key and the IAM user behind it. */
export interface AccessKeyDefinition {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Default: the access key id. */
  readonly userName?: string;
  /** Inline policies of the user by name; default: everything is allowed. */
  readonly policies?: Readonly<Record<string, unknown>>;
}

export interface AccountDefinition {
  /** 12 digits. */
  readonly accountId: string;
  readonly accessKeys?: readonly AccessKeyDefinition[];
  readonly roles?: readonly RoleDefinition[];
  readonly switches?: SwitchesInput;
}

/** One AWS account of the sandbox. */
export interface Account {
  readonly accountId: string;
  readonly accessKeys: ReadonlyMap<string, Credential>;
  /** By role name. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The account's own managed policies, by ARN. */
  readonly managedPolicies: Map<string, ManagedPolicy>;
  readonly switches: Switches;
  /** Fields that are not named keep their value. @throws Error that names each wrong field. */
  changeSwitches(changes: SwitchesInput): void;
  /** All switches back to what they are in a new account, then these. */
  replaceSwitches(switches: Switches): void;
  /** Creates the role, or replaces the one of this name: a new role with a new id. */
  putRole(definition: RoleDefinition): Role;
  /** Running sessions of the role lose all permissions. */
  deleteRole(roleName: string): void;
}

export interface SessionRequest {
  readonly role: Role;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly sessionPolicy?: Policy | undefined;
  readonly sourceIdentity?: string | undefined;
}

/** Temporary credentials of a role session. */
export interface IssuedSession extends Credential {
  readonly sessionToken: string;
  readonly caller: SessionCaller;
}

/** All accounts of one sandbox and every key that can sign. */
export interface Accounts {
  /** @throws Error if the id is not 12 digits or if the account or one of its keys exists. */
  create(definition: AccountDefinition): Account;
  find(accountId: string): Account | undefined;
  /** @throws Error that names the accounts there are. */
  get(accountId: string): Account;
  all(): readonly Account[];
  findCredential(accessKeyId: string): Credential | undefined;
  /** What STS and, for its functions, the local runtime do: no trust policy is asked here. */
  issueSession(request: SessionRequest): IssuedSession;
}

const fullAccess = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** Expired sessions are remembered for this long, so that they answer "expired" and not "unknown". */
const rememberedAfterExpiryMs = 3_600_000;

export function createAccounts(clock: () => number): Accounts {
  const accounts = new Map<string, Account>();
  const credentials = new Map<string, Credential>();
  let sessionsUntilSweep = 1000;

  function create(definition: AccountDefinition): Account {
    const { accountId } = definition;
    if (!/^\d{12}$/.test(accountId)) {
      throw new Error(`account id ${JSON.stringify(accountId)}: expected 12 digits`);
    }
    if (accounts.has(accountId)) {
      throw new Error(`account ${accountId} exists already`);
    }
    const accessKeys = new Map<string, Credential>();
    const account = createAccount(accountId, accessKeys, clock);
    account.changeSwitches(definition.switches ?? {});
    for (const key of definition.accessKeys ?? []) {
      if (credentials.has(key.accessKeyId) || accessKeys.has(key.accessKeyId)) {
        throw new Error(`access key ${key.accessKeyId} exists already`);
      }
      accessKeys.set(key.accessKeyId, {
        accessKeyId: key.accessKeyId,
        secretAccessKey: key.secretAccessKey,
        account,
        caller: userOf(key, accountId),
      });
    }
    for (const role of definition.roles ?? []) {
      account.putRole(role);
    }
    for (const [accessKeyId, credential] of accessKeys) {
      credentials.set(accessKeyId, credential);
    }
    accounts.set(accountId, account);
    return account;
  }

  function get(accountId: string): Account {
    const account = accounts.get(accountId);
    if (account === undefined) {
      const known = [...accounts.keys()].join(", ");
      throw new Error(`no account ${accountId} in the local sandbox; there are: ${known}`);
    }
    return account;
  }

  function issueSession(request: SessionRequest): IssuedSession {
    const { role, sessionName, sessionPolicy, sourceIdentity } = request;
    const now = clock();
    const session: IssuedSession = {
      ...randomSessionKeys(),
      account: get(role.accountId),
      caller: {
        kind: "session",
        accountId: role.accountId,
        arn: `arn:aws:sts::${role.accountId}:assumed-role/${role.roleName}/${sessionName}`,
        userId: `${role.roleId}:${sessionName}`,
        role,
        sessionName,
        expiresAt: now + request.durationSeconds * 1000,
        ...(sessionPolicy === undefined ? {} : { sessionPolicy }),
        ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
      },
    };
    credentials.set(session.accessKeyId, session);
    sessionsUntilSweep -= 1;
    if (sessionsUntilSweep === 0) {
      sessionsUntilSweep = 1000;
      forgetSessionsExpiredBefore(now - rememberedAfterExpiryMs);
    }
    return session;
  }

  function forgetSessionsExpiredBefore(instant: number): void {
    for (const [accessKeyId, { caller }] of credentials) {
      if (caller.kind === "session" && caller.expiresAt < instant) {
        credentials.delete(accessKeyId);
      }
    }
  }

  return {
    create,
    get,
    issueSession,
    find: (accountId) => accounts.get(accountId),
    all: () => [...accounts.values()],
    findCredential: (accessKeyId) => credentials.get(accessKeyId),
  };
}

/**
 * State of a service, one per account and region, made when it is first asked for.
 * @example const tablesOf = regionalState(() => new Map<string, Table>()); tablesOf(account, region)
 */
export function regionalState<State>(
  create: (account: Account, region: string) => State,
): (account: Account, region: string) => State {
  const states = new WeakMap<Account, Map<string, State>>();
  return (account, region) => {
    const regions = states.get(account) ?? new Map<string, State>();
    states.set(account, regions);
    const existing = regions.get(region);
    if (existing !== undefined) {
      return existing;
    }
    const state = create(account, region);
    regions.set(region, state);
    return state;
  };
}

function createAccount(
  accountId: string,
  accessKeys: ReadonlyMap<string, Credential>,
  clock: () => number,
): Account {
  const roles = new Map<string, Role>();
  let switches = validSwitches({});

  function deleteRole(roleName: string): void {
    roles.get(roleName)?.policies.clear();
    roles.get(roleName)?.attached.clear();
    roles.delete(roleName);
  }

  return {
    accountId,
    accessKeys,
    roles,
    managedPolicies: new Map(),
    deleteRole,
    get switches() {
      return switches;
    },
    changeSwitches(changes) {
      const settling = { ...switches.settling, ...changes.settling };
      switches = validSwitches({ ...switches, ...changes, settling });
    },
    replaceSwitches(replacement) {
      switches = replacement;
    },
    putRole(definition) {
      const role = buildRole(definition, accountId, clock());
      deleteRole(role.roleName);
      roles.set(role.roleName, role);
      return role;
    },
  };
}

function validSwitches(input: SwitchesInput): Switches {
  const result = parseSwitches(input);
  if (!result.ok) {
    throw new Error(result.problems.join("; "));
  }
  return result.switches;
}

function userOf(key: AccessKeyDefinition, accountId: string): UserCaller {
  const userName = key.userName ?? key.accessKeyId;
  const policies = Object.entries(key.policies ?? { AdministratorAccess: fullAccess });
  return {
    kind: "user",
    accountId,
    arn: `arn:aws:iam::${accountId}:user/${userName}`,
    userId: uniqueId("AIDA"),
    userName,
    policies: policies.map(([name, document]) =>
      policyOf(document, "identity", `policy ${name} of user ${userName}`),
    ),
  };
}
