import { inflateRawSync } from "node:zlib";
import { DynamoDBClient, paginateScan, TagResourceCommand } from "@aws-sdk/client-dynamodb";
import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import {
  localRegion,
  operatorKey,
  resourceNames,
} from "@lab-grader/sandbox/local-system/grader-account";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultySystem, startFaultySystem } from "./faulty-system.ts";

const logs: string[] = [];
/** Credentials of every session in a learner's account. */
const sessionSecrets = new Set<string>();
let faulty: FaultySystem;

beforeAll(async () => {
  faulty = await startFaultySystem({
    learners: 5,
    // Time enough for the one that goes well, on a machine that does much else.
    timings: {
      queuedDueSeconds: 20,
      maxReceiveCount: 2,
      graderTimeoutSeconds: 4,
      visibilityTimeoutSeconds: 24,
      recordDeadlineSeconds: 3,
      callDeadlineSeconds: 2,
    },
    logs: (source, text) => logs.push(`${source} ${text}`),
  });
  const { accounts } = faulty.system.sandbox;
  const issueSession = accounts.issueSession.bind(accounts);
  accounts.issueSession = (request) => {
    const session = issueSession(request);
    for (const secret of [session.accessKeyId, session.secretAccessKey, session.sessionToken])
      sessionSecrets.add(secret);
    return session;
  };
});
afterAll(() => faulty.close());

it("leaves no ExternalId, session or token in logs, table, answers, messages and calls", async () => {
  const externalIds = await Promise.all([0, 1, 2, 3, 4].map(externalIdOf));
  await Promise.all([faulty.build(0), faulty.build(1)]);
  // One who has read the ExternalId in their own trust policy, and writes it everywhere.
  await tagWith(0, externalIds[0] ?? "");
  faulty.accountOf(1).changeSwitches({ denyActions: ["dynamodb:DescribeTable"] });
  faulty.accountOf(2).deleteRole("LabGraderAccess-local");
  faulty.accountOf(3).changeSwitches({ serverErrors: ["*"] });
  faulty.accountOf(4).changeSwitches({ expireSessions: true });
  await faulty.send(`not JSON ${externalIds[0]}`);
  await faulty.send(JSON.stringify({ kind: "grade", externalId: externalIds[0] }));

  const places = [0, 1, 2, 3, 4];
  const receipts = await Promise.all(places.map((place) => faulty.submit(place)));
  const states = await Promise.all(
    receipts.map(async ({ submissionId }) => (await faulty.closed(submissionId)).state),
  );
  expect(await faulty.brokenAtRest()).toEqual([]);
  const tokens = await Promise.all(
    places.map((place) => faulty.system.tokenFor(faulty.learner(place).login)),
  );
  const answers = await Promise.all(
    receipts.map(({ submissionId }, place) => faulty.clientOf(place).getSubmission(submissionId)),
  );
  const { sandbox, sandboxUrl, apiUrl } = faulty.system;
  const control = await Promise.all(
    ["accounts", "calls"].map(async (path) =>
      (await fetch(`${sandboxUrl}/_sandbox/${path}`)).text(),
    ),
  );
  const refused = await fetch(`${apiUrl}/v1/assignments`, {
    headers: { authorization: `Bearer ${tokens[0]}x` },
  });

  expect(states).toEqual(["graded", "blocked", "blocked", "failed", "failed"]);
  expect(sessionSecrets.size).toBeGreaterThanOrEqual(4 * 3);
  expect(logs.length).toBeGreaterThan(5);
  const texts: Readonly<Record<string, string>> = {
    logs: logs.join("\n"),
    table: await wholeTable(),
    answers: JSON.stringify(answers),
    messages: JSON.stringify(sandbox.sentMessages.list(faulty.system.queueUrls.grading).slice(2)),
    calls: JSON.stringify(sandbox.calls.list()),
    control: control.join(),
    refusal: await refused.text(),
  };
  expect(texts.table).toContain("[redacted]");
  for (const secret of [...externalIds, ...sessionSecrets, ...tokens, ...tokens.map(signatureOf)])
    for (const [place, text] of Object.entries(texts))
      expect({ place, found: text.includes(secret) }).toEqual({ place, found: false });
});

async function externalIdOf(place: number): Promise<string> {
  const { accountId } = faulty.learner(place);
  const binding = await faulty.system.table.get(AccountBindingRecord, { accountId });
  if (!binding) throw new Error(`no binding of ${accountId}`);
  return binding.externalId;
}

async function tagWith(place: number, text: string): Promise<void> {
  const { accountId, accessKeyId } = faulty.learner(place);
  const client = clientFor({ accessKeyId, secretAccessKey: "local" });
  const ResourceArn = `arn:aws:dynamodb:${localRegion}:${accountId}:table/lab-orders`;
  await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: text, Value: text }] }));
  client.destroy();
}

/** Every item as text, bytes inflated; without the bindings, the only place of an ExternalId. */
async function wholeTable(): Promise<string> {
  const client = clientFor(operatorKey);
  const items = [];
  const pages = paginateScan({ client }, { TableName: resourceNames.table, ConsistentRead: true });
  for await (const { Items = [] } of pages) items.push(...Items);
  client.destroy();
  expect(items.length).toBeGreaterThan(20);
  return items
    .filter((item) => item.externalId === undefined)
    .map((item) =>
      JSON.stringify(item, (_name, value: unknown) =>
        value instanceof Uint8Array ? inflateRawSync(value).toString() : value,
      ),
    )
    .join("\n");
}

function clientFor(credentials: { accessKeyId: string; secretAccessKey: string }): DynamoDBClient {
  const { sandboxUrl: endpoint } = faulty.system;
  return new DynamoDBClient({ endpoint, region: localRegion, credentials });
}

/** The part of a token that makes it one. */
function signatureOf(token: string): string {
  return token.split(".")[2] ?? token;
}
