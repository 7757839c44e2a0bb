import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  SESv2Client,
} from "@aws-sdk/client-sesv2";
import type { OperatorSettings } from "../../infra/operator-settings.ts";
import type { Caller } from "./caller.ts";
import { type Finding, orUnchecked } from "./finding.ts";

type Mail = NonNullable<OperatorSettings["mail"]>;

/** What can be said of the mails of sign-in without asking AWS. */
export function checkMailSettings({ from, identityArn }: Mail): readonly Finding[] {
  const check = "Sender of mails";
  const { identity } = partsOf(identityArn);
  const isOfIdentity = from === identity || from.endsWith(`@${identity}`);
  if (isOfIdentity) return [{ check, status: "ok", found: `${from} by ${identity}` }];
  return [
    {
      check,
      status: "failed",
      found: `LAB_GRADER_SES_FROM is ${from}`,
      expected: `an address of the identity ${identity}`,
      change: "LAB_GRADER_SES_FROM, or LAB_GRADER_SES_IDENTITY_ARN",
    },
  ];
}

/** Asks ses:GetAccount and ses:GetEmailIdentity in the identity's region. */
export async function checkMail(mail: Mail, caller: Caller): Promise<readonly Finding[]> {
  const { region, accountId, identity } = partsOf(mail.identityArn);
  if (accountId !== caller.accountId) {
    return [
      {
        check: "Mail identity",
        status: "failed",
        found: `LAB_GRADER_SES_IDENTITY_ARN is of account ${accountId}`,
        expected: `one of ${caller.accountId}, which is deployed to`,
        change: "LAB_GRADER_SES_IDENTITY_ARN",
      },
    ];
  }
  const client = new SESv2Client({ region });
  try {
    const found = await Promise.all([
      orUnchecked("Mail identity", () => checkIdentity(client, identity, region)),
      orUnchecked("Mail account", () => checkAccount(client, region)),
    ]);
    return found.flat();
  } finally {
    client.destroy();
  }
}

async function checkIdentity(
  client: SESv2Client,
  identity: string,
  region: string,
): Promise<readonly Finding[]> {
  const check = "Mail identity";
  const expected = "a verified identity";
  try {
    const { VerifiedForSendingStatus, VerificationStatus } = await client.send(
      new GetEmailIdentityCommand({ EmailIdentity: identity }),
    );
    if (VerifiedForSendingStatus) {
      return [{ check, status: "ok", found: `${identity} is verified in ${region}` }];
    }
    const found = `${identity} is not verified in ${region} (${VerificationStatus ?? "PENDING"})`;
    const change = identity.includes("@")
      ? "Follow the link in the mail that SES sent to it."
      : "Put the DKIM records that SES shows into the domain's DNS.";
    return [{ check, status: "failed", found, expected, change }];
  } catch (fault) {
    if (!(fault instanceof NotFoundException)) throw fault;
    const change = `aws sesv2 create-email-identity --region ${region} --email-identity ${identity}`;
    const found = `SES has no identity ${identity} in ${region}`;
    return [{ check, status: "failed", found, expected, change }];
  }
}

async function checkAccount(client: SESv2Client, region: string): Promise<readonly Finding[]> {
  const check = "Mail account";
  const { ProductionAccessEnabled, SendingEnabled, SendQuota } = await client.send(
    new GetAccountCommand({}),
  );
  if (SendingEnabled === false) {
    return [
      {
        check,
        status: "failed",
        found: `SES sends nothing from ${region}: it was paused`,
        expected: "an account that may send",
        change: "See the SES console, Account dashboard.",
      },
    ];
  }
  const perDay = `${SendQuota?.Max24HourSend ?? 0} mails a day from ${region}`;
  if (ProductionAccessEnabled) return [{ check, status: "ok", found: perDay }];
  return [
    {
      check,
      status: "failed",
      found: `SES is in its sandbox: ${perDay}, and only to verified addresses`,
      expected: "production access, so that invitations reach learners",
      change: "docs.aws.amazon.com/ses/latest/dg/request-production-access.html",
    },
  ];
}

/** `arn:aws:ses:<region>:<account>:identity/<identity>`, as the settings' schema has checked. */
function partsOf(arn: string) {
  const [, , , region = "", accountId = "", resource = ""] = arn.split(":");
  return { region, accountId, identity: resource.replace(/^identity\//, "") };
}
