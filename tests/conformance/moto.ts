import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import * as z from "zod";

/** What moto takes an unknown access key for. */
export const motoAccountId = "123456789012";
export const motoCredentials = { accessKeyId: "conformance", secretAccessKey: "moto" };

/** Where `npm run test:moto` has started moto. */
export const motoEndpoint = z
  .url("run this suite with: npm run test:moto")
  .parse(process.env.MOTO_ENDPOINT);

/** Forgets everything that was made in moto. */
export async function resetMoto(): Promise<void> {
  const url = `${motoEndpoint}/moto-api/reset`;
  const { ok, status } = await fetch(url, { method: "POST" });
  if (!ok) throw new Error(`POST ${url}: ${status}`);
}

/** Moto wants the bucket of a trail to be there; the sandbox has no S3. */
export async function makeTrailBucket(): Promise<void> {
  const url = `${motoEndpoint}/lab-audit-${motoAccountId}`;
  const { ok, status } = await fetch(url, { method: "PUT" });
  if (!ok) throw new Error(`PUT ${url}: ${status}`);
}

/** An account of moto and keys that are its own. */
export interface MotoAccount {
  readonly accountId: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

let accounts = 0;

/** A fresh account: moto takes the credentials of an assumed role for those of the role's account. */
export async function openMotoAccount(): Promise<MotoAccount> {
  accounts += 1;
  const accountId = String(100_000_000_000 + accounts);
  const sts = new STSClient({
    endpoint: motoEndpoint,
    region: "us-east-1",
    credentials: motoCredentials,
  });
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/conformance`,
        RoleSessionName: "conformance",
      }),
    );
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
    return {
      accountId,
      credentials: {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      },
    };
  } finally {
    sts.destroy();
  }
}
