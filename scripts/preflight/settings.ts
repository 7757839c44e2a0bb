import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { type OperatorSettings, readOperatorSettings } from "../../infra/operator-settings.ts";
import type { Finding } from "./finding.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What `sst deploy` would see: the environment, then `.env`, then `.env.<stage>`.
 * sst.dev/docs/reference/config: `.env` takes precedence over `.env.<stage>`.
 */
export async function readEnvironment(
  stage: string,
  { directory, environment }: { directory: string; environment: Environment },
): Promise<Environment> {
  const [common, ofStage] = await Promise.all([
    variablesIn(join(directory, ".env")),
    variablesIn(join(directory, `.env.${stage}`)),
  ]);
  return { ...ofStage, ...common, ...environment };
}

/** The settings, unless they are refused as sst.config.ts would refuse them. */
export function checkSettings(
  stage: string,
  environment: Environment,
): { readonly settings: OperatorSettings | undefined; readonly findings: readonly Finding[] } {
  const check = "Settings";
  try {
    const settings = readOperatorSettings(environment, stage);
    return { settings, findings: [{ check, status: "ok", found: describe(stage, settings) }] };
  } catch (fault) {
    const problems = fault instanceof Error ? fault.message.split("\n").slice(1) : [String(fault)];
    return {
      settings: undefined,
      findings: problems.map((problem) => ({
        check,
        status: "failed",
        found: problem,
        expected: "settings that can be deployed",
        change: problem.startsWith(`${stage}: `)
          ? "the name after --stage"
          : `.env.${stage}, as docs/operations.md says under Settings`,
      })),
    };
  }
}

function describe(stage: string, { schoolLogin, mail, siteDomain, apiDomain }: OperatorSettings) {
  const ways = [
    ...(schoolLogin ? [`the school's login by ${schoolLogin.kind.toUpperCase()}`] : []),
    ...(mail || !schoolLogin ? ["passwords"] : []),
  ];
  const domains = [siteDomain, apiDomain].filter((domain) => domain !== undefined);
  const where = domains.length === 0 ? "no domain of its own" : domains.join(", ");
  return `stage ${stage}; sign-in by ${ways.join(" and ")}; ${where}`;
}

async function variablesIn(file: string): Promise<Environment> {
  try {
    return parseEnv(await readFile(file, "utf8"));
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return {};
    throw fault;
  }
}
