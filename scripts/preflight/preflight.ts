import { type Caller, findCaller } from "./caller.ts";
import { checkMail, checkMailSettings } from "./mail.ts";
import { checkNames } from "./names.ts";
import type { Plan } from "./plan.ts";
import { checkPublicTemplate } from "./public-template.ts";
import { checkQuotas } from "./quotas.ts";
import type { Preflight } from "./report.ts";
import { checkSchoolLogin } from "./school-login.ts";
import { checkSettings, readEnvironment } from "./settings.ts";

/** What a preflight looks at beside AWS, which it asks with the SDK's default credentials. */
export interface PreflightWorld {
  /** Where `.env` and `.env.<stage>` lie. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly request: typeof fetch;
  /** Counts what would be created: scripts/preflight/plan.ts. */
  readonly plan: (stage: string, environment: PreflightWorld["environment"]) => Promise<Plan>;
  /** Whether the account refuses policies of buckets that are public. */
  readonly refusesPublicPolicies: (caller: Caller) => Promise<boolean>;
}

/** Checks all that a deployment of this stage stands on, and changes nothing. */
export async function runPreflight(stage: string, world: PreflightWorld): Promise<Preflight> {
  const environment = await readEnvironment(stage, world);
  const { settings, findings: ofSettings } = checkSettings(stage, environment);
  const { caller, findings: ofCaller } = await findCaller();
  const refused: Plan = { findings: [] };
  const [quotas, names, template, mail, login, planned] = await Promise.all([
    caller ? checkQuotas(stage) : [],
    caller && settings ? checkNames(stage, caller) : [],
    caller && settings && settings.learnerRoleTemplateUrl === undefined
      ? checkPublicTemplate(caller, world.refusesPublicPolicies)
      : [],
    caller && settings?.mail ? checkMail(settings.mail, caller) : [],
    settings?.schoolLogin
      ? checkSchoolLogin(settings.schoolLogin, settings.loginClaim, world.request)
      : [],
    settings ? world.plan(stage, environment) : refused,
  ]);
  return {
    stage,
    findings: [
      ...ofSettings,
      ...(settings?.mail ? checkMailSettings(settings.mail) : []),
      ...login,
      ...planned.findings,
      ...ofCaller,
      ...quotas,
      ...mail,
      ...names,
      ...template,
    ],
    plan: { created: planned.created, fixedCost: planned.fixedCost },
  };
}
