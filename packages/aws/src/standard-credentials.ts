import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import * as z from "zod";
import type { SigningCredentials } from "./sign-request.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Nothing on this machine says who signs. */
export class NoCredentials extends Error {
  override readonly name = "NoCredentials";
}

/**
 * The credentials of this machine, in the order of AWS's SDKs: the environment, the container's
 * (CloudShell's are such), then whatever else the AWS CLI finds: profiles, single sign-on.
 * docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 * @throws NoCredentials
 */
export async function standardCredentials(environment: Environment): Promise<SigningCredentials> {
  const found =
    fromEnvironment(environment) ??
    (await fromContainer(environment)) ??
    (await fromAwsCli(environment));
  if (!found) throw new NoCredentials("no AWS credentials were found");
  return found;
}

function fromEnvironment(environment: Environment): SigningCredentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return credentialsOf(accessKeyId, secretAccessKey, environment.AWS_SESSION_TOKEN);
}

const ContainerAnswer = z.object({
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  Token: z.string(),
});

/** docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
async function fromContainer(environment: Environment): Promise<SigningCredentials | undefined> {
  const {
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: full,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
  } = environment;
  const address = relative ? `http://169.254.170.2${relative}` : full;
  if (!address || !isOfThisMachine(address)) return undefined;
  const token = tokenFile
    ? (await readFile(tokenFile, "utf8")).trim()
    : environment.AWS_CONTAINER_AUTHORIZATION_TOKEN;
  const response = await fetch(address, {
    headers: token ? { authorization: token } : {},
    signal: AbortSignal.timeout(5_000),
  });
  const parsed = ContainerAnswer.safeParse(await response.json());
  if (!parsed.success) return undefined;
  const { AccessKeyId, SecretAccessKey, Token } = parsed.data;
  return credentialsOf(AccessKeyId, SecretAccessKey, Token);
}

/** The token goes to nobody else. */
function isOfThisMachine(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const near = ["localhost", "127.0.0.1", "[::1]", "169.254.170.2", "169.254.170.23"];
  return protocol === "https:" || near.includes(hostname);
}

const CliAnswer = z.object({
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  SessionToken: z.string().optional(),
});

/** `undefined` where there is no AWS CLI, or where it finds nothing either. */
async function fromAwsCli(environment: Environment): Promise<SigningCredentials | undefined> {
  const words = ["configure", "export-credentials", "--format", "process"];
  const { stdout } = await promisify(execFile)("aws", words, {
    env: { ...environment },
    timeout: 20_000,
  }).catch(() => ({ stdout: "{}" }));
  const parsed = CliAnswer.safeParse(JSON.parse(stdout));
  if (!parsed.success) return undefined;
  const { AccessKeyId, SecretAccessKey, SessionToken } = parsed.data;
  return credentialsOf(AccessKeyId, SecretAccessKey, SessionToken);
}

/** Long-term keys have no token; an empty one is none. */
function credentialsOf(
  accessKeyId: string,
  secretAccessKey: string,
  sessionToken: string | undefined,
): SigningCredentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
