import {
  CreateEmailIdentityCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  PutAccountDetailsCommand,
  SESv2Client,
} from "@aws-sdk/client-sesv2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox.ts";
import { aSandbox, clientConfig } from "../testing.ts";

let sandbox: Sandbox;
let ses: SESv2Client;
let passedMs: number;

beforeEach(async () => {
  passedMs = 0;
  sandbox = await aSandbox({ clock: () => Date.now() + passedMs });
  ses = new SESv2Client(clientConfig(sandbox, "learner-14"));
});
afterEach(() => sandbox.close());

describe("SES", () => {
  it("keeps a new account in its sandbox until production access is granted", async () => {
    expect(await ses.send(new GetAccountCommand({}))).toMatchObject({
      ProductionAccessEnabled: false,
      SendQuota: { Max24HourSend: 200 },
    });

    await ses.send(
      new PutAccountDetailsCommand({
        MailType: "TRANSACTIONAL",
        WebsiteURL: "https://grader.example.edu",
        ProductionAccessEnabled: true,
      }),
    );

    expect(await ses.send(new GetAccountCommand({}))).toMatchObject({
      ProductionAccessEnabled: true,
    });
  });

  it("verifies an identity after a while", async () => {
    const EmailIdentity = "grader@example.edu";
    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity }));
    const look = () => ses.send(new GetEmailIdentityCommand({ EmailIdentity }));

    expect(await look()).toMatchObject({
      IdentityType: "EMAIL_ADDRESS",
      VerifiedForSendingStatus: false,
      VerificationStatus: "PENDING",
    });
    passedMs = 60_000;
    expect(await look()).toMatchObject({ VerifiedForSendingStatus: true });
  });

  it("knows no identity that was not made, and makes none twice", async () => {
    const EmailIdentity = "example.edu";
    await expect(ses.send(new GetEmailIdentityCommand({ EmailIdentity }))).rejects.toMatchObject({
      name: "NotFoundException",
    });

    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity }));
    await expect(ses.send(new CreateEmailIdentityCommand({ EmailIdentity }))).rejects.toMatchObject(
      { name: "AlreadyExistsException" },
    );
  });
});
