import type { AccountDefinition, Accounts, IssuedSession } from "../accounts.ts";
import type { RoleDefinition } from "../roles.ts";

/** Where the system itself lives, in the local AWS. */
export const graderAccountId = "200000000000";
export const localRegion = "us-east-1";
/** The `<stage>` of `LabGraderAccess-<stage>`. */
export const localStage = "local";

export const functionNames = ["api", "grader", "regrader", "dead-letters", "reconciler"] as const;
export type FunctionName = (typeof functionNames)[number];

export const resourceNames = {
  table: "lab-grader",
  gradingQueue: "grading",
  regradeQueue: "regrade",
  deadLetterQueue: "grading-dead-letters",
  eventBus: "lab-grader-events",
} as const;

const tableArn = `arn:aws:dynamodb:${localRegion}:${graderAccountId}:table/${resourceNames.table}`;
export const queueArns = {
  grading: `arn:aws:sqs:${localRegion}:${graderAccountId}:${resourceNames.gradingQueue}`,
  regrade: `arn:aws:sqs:${localRegion}:${graderAccountId}:${resourceNames.regradeQueue}`,
  deadLetters: `arn:aws:sqs:${localRegion}:${graderAccountId}:${resourceNames.deadLetterQueue}`,
} as const;

export const eventBusArn = `arn:aws:events:${localRegion}:${graderAccountId}:event-bus/${resourceNames.eventBus}`;

/** Lambda timeout of the dead letters' function: it only reads and writes the table. */
export const deadLetterTimeoutSeconds = 5;

/** Signs what deploys and seeds the system; no function has it. */
export const operatorKey = { accessKeyId: "operator", secretAccessKey: "local" } as const;

/** The role that a function runs under. */
export function functionRoleName(name: FunctionName): string {
  return `lab-grader-${name}`;
}

export function functionRoleArn(name: FunctionName): string {
  return `arn:aws:iam::${graderAccountId}:role/${functionRoleName(name)}`;
}

/** The grader's account: an operator's key, and a role for each function. */
export function graderAccount(): AccountDefinition {
  return {
    accountId: graderAccountId,
    accessKeys: [operatorKey],
    roles: functionNames.map(functionRole),
  };
}

// Lambda gives role sessions of some hours and renews them; ours must outlast the local system.
const sessionSeconds = 7 * 86_400;

/** A new session of a function's role. */
export function issueFunctionSession(accounts: Accounts, name: FunctionName): IssuedSession {
  const role = accounts.get(graderAccountId).roles.get(functionRoleName(name));
  if (role === undefined) {
    throw new Error(`the account ${graderAccountId} has no role ${functionRoleName(name)}`);
  }
  const sessionName = functionRoleName(name);
  return accounts.issueSession({ role, sessionName, durationSeconds: sessionSeconds });
}

function functionRole(name: FunctionName): RoleDefinition {
  return {
    roleName: functionRoleName(name),
    trustPolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    },
    policies: { [name]: { Version: "2012-10-17", Statement: statementsOf(name) } },
  };
}

/** For who removes personal data. */
const removeItems = allow(["dynamodb:DeleteItem"], tableArn);
const changeItems = allow(
  ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"],
  tableArn,
);
/** What is on its way: the reconciler brings it forward, the API counts it. */
const queryOpen = allow(["dynamodb:Query"], `${tableArn}/index/open`);
const sendToGrading = allow(["sqs:SendMessage"], queueArns.grading);
/** Whoever starts a job, or brings one forward. */
const sendToRegrade = allow(["sqs:SendMessage"], queueArns.regrade);
const sendToDeadLetters = allow(["sqs:SendMessage"], queueArns.deadLetters);
/** Whoever follows submissions up. */
const publishEvents = allow(["events:PutEvents"], eventBusArn);

/** What each function does, and nothing else. */
function statementsOf(name: FunctionName): readonly object[] {
  switch (name) {
    case "api":
      return [changeItems, removeItems, queryOpen, sendToGrading, sendToRegrade, publishEvents];
    case "grader":
      return [
        changeItems,
        consume(queueArns.grading),
        // A platform fault hides its message for a time that grows.
        allow(["sqs:ChangeMessageVisibility"], queueArns.grading),
        // What waits for AWS is sent again with a delay.
        sendToGrading,
        sendToDeadLetters,
        publishEvents,
        allow(["sts:AssumeRole"], `arn:aws:iam::*:role/LabGraderAccess-${localStage}`),
        // AWS's own word on a policy, where a lab asks for it; it has no resource to name.
        allow(["access-analyzer:CheckNoPublicAccess"], "*"),
      ];
    case "regrader":
      return [
        changeItems,
        consume(queueArns.regrade),
        sendToRegrade,
        // Parts that look into accounts anew are the grader's.
        sendToGrading,
        sendToDeadLetters,
        publishEvents,
      ];
    case "dead-letters":
      return [changeItems, consume(queueArns.deadLetters), sendToGrading, publishEvents];
    case "reconciler":
      return [changeItems, queryOpen, sendToGrading, sendToRegrade, publishEvents];
    default:
      return name satisfies never;
  }
}

/** As on AWS, the event source mapping polls with the role of its function. */
function consume(queueArn: string): object {
  return allow(["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], queueArn);
}

function allow(actions: readonly string[], resource: string): object {
  return { Effect: "Allow", Action: actions, Resource: resource };
}
