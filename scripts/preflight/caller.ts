import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Finding, reasonOf } from "./finding.ts";

/** Whoever would deploy, and where to. */
export interface Caller {
  readonly accountId: string;
  readonly region: string;
}

const check = "Credentials";
const usual = "export AWS_PROFILE=<profile> AWS_REGION=<region>, then aws sts get-caller-identity";

/** Asks sts:GetCallerIdentity, which needs no permission. No caller: AWS can't be asked. */
export async function findCaller(): Promise<{
  readonly caller: Caller | undefined;
  readonly findings: readonly Finding[];
}> {
  const sts = new STSClient({});
  try {
    const region = await sts.config.region();
    const { Account: accountId = "", Arn = "" } = await sts.send(new GetCallerIdentityCommand({}));
    const found = `account ${accountId}, region ${region}, as ${Arn.split(":").slice(5).join(":")}`;
    const finding: Finding = Arn.endsWith(":root")
      ? {
          check,
          status: "warning",
          found: `${found}, which may do everything and is nobody in particular`,
          change: "Deploy as an IAM role or user, or through IAM Identity Center.",
        }
      : { check, status: "ok", found };
    return { caller: { accountId, region }, findings: [finding] };
  } catch (fault) {
    return { caller: undefined, findings: [withoutCaller(fault)] };
  } finally {
    sts.destroy();
  }
}

function withoutCaller(fault: unknown): Finding {
  const name = fault instanceof Error ? fault.name : "";
  if (name === "CredentialsProviderError") {
    const found = `There are none, so AWS was not asked. To check the rest: ${usual}`;
    return { check, status: "unchecked", found };
  }
  if (reasonOf(fault).includes("Region is missing")) {
    const found = `No region is chosen, so AWS was not asked. To check the rest: ${usual}`;
    return { check, status: "unchecked", found };
  }
  return {
    check,
    status: "failed",
    found: reasonOf(fault),
    expected: "credentials that AWS accepts",
    change: `Sign in again: ${usual}`,
  };
}
