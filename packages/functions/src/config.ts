import { cloudTimings, GradingTimings } from "@lab-grader/core/grading/timings";
import { AccountId, Region } from "@lab-grader/core/ids";
import { isJsonObject } from "@lab-grader/core/json";
import * as z from "zod";

const variables = {
  /** The one table. */
  TABLE_NAME: z
    .string()
    .regex(
      /^[A-Za-z0-9_.-]{3,255}$/,
      "the name of the DynamoDB table: 3 to 255 letters, digits, _.-",
    ),
  GRADING_QUEUE_URL: z.url({ protocol: /^https?$/, error: "the URL of the grading queue" }),
  REGRADE_QUEUE_URL: z.url({ protocol: /^https?$/, error: "the URL of the regrade queue" }),
  DEAD_LETTER_QUEUE_URL: z.url({
    protocol: /^https?$/,
    error: "the URL of the dead-letter queue",
  }),
  /** Where results are announced. */
  EVENT_BUS_NAME: z
    .string()
    .regex(
      /^[A-Za-z0-9_.-]{1,256}$/,
      "the name of the event bus: at most 256 letters, digits, _.-",
    ),
  /** Names the role in the learners' accounts: `LabGraderAccess-<stage>`. */
  DEPLOYMENT_STAGE: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,31}$/,
      "the stage of the deployment: at most 32 lower-case letters, digits and hyphens",
    ),
  /** The account that the grader runs in. */
  GRADER_ACCOUNT_ID: AccountId,
  /** The role of the grader's function, which learners' roles trust. */
  GRADER_ROLE_ARN: z
    .string()
    .regex(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/, "the ARN of the grader's role"),
  /** The CloudFormation template of the learners' role; absent: learners get its documents. */
  LEARNER_ROLE_TEMPLATE_URL: z
    .url({ protocol: /^https$/, error: "an https address of the learners' template" })
    .optional(),
  /** AWS's endpoint where it is not AWS's own: the local one. */
  AWS_ENDPOINT_URL: z.url({ protocol: /^https?$/, error: "the URL of the local AWS" }).optional(),
  AWS_REGION: Region,
  /** The claim of the school's login that is the login of the roster. */
  LOGIN_CLAIM: z.string().min(1, "the name of the claim that is the login of the roster"),
  /** Whether the operator declares that the school's login asks staff for a second factor. */
  SCHOOL_ASKS_SECOND_FACTOR: z.enum(["yes", "no"], "yes or no"),
  /** JSON of `GradingTimings`; absent: those of the cloud. */
  GRADING_TIMINGS: z.string().transform(parsedJson).pipe(GradingTimings).default(cloudTimings),
};

/** What every entry needs. */
export const CommonEnvironment = z.object({
  TABLE_NAME: variables.TABLE_NAME,
  GRADING_QUEUE_URL: variables.GRADING_QUEUE_URL,
  REGRADE_QUEUE_URL: variables.REGRADE_QUEUE_URL,
  AWS_REGION: variables.AWS_REGION,
  DEPLOYMENT_STAGE: variables.DEPLOYMENT_STAGE,
  GRADING_TIMINGS: variables.GRADING_TIMINGS,
});

export type CommonEnvironment = z.infer<typeof CommonEnvironment>;

/** What an entry needs that follows submissions up. */
export const FollowUpEnvironment = CommonEnvironment.extend({
  EVENT_BUS_NAME: variables.EVENT_BUS_NAME,
});

/** What the API needs. */
export const ApiEnvironment = FollowUpEnvironment.extend({
  GRADER_ROLE_ARN: variables.GRADER_ROLE_ARN,
  LEARNER_ROLE_TEMPLATE_URL: variables.LEARNER_ROLE_TEMPLATE_URL,
  AWS_ENDPOINT_URL: variables.AWS_ENDPOINT_URL,
});
export type ApiEnvironment = z.infer<typeof ApiEnvironment>;

export const GraderEnvironment = FollowUpEnvironment.extend({
  DEAD_LETTER_QUEUE_URL: variables.DEAD_LETTER_QUEUE_URL,
  GRADER_ACCOUNT_ID: variables.GRADER_ACCOUNT_ID,
});

/** What the entry needs that Cognito asks before it makes tokens. */
export const SignInEnvironment = z.object({
  AWS_REGION: variables.AWS_REGION,
  DEPLOYMENT_STAGE: variables.DEPLOYMENT_STAGE,
  LOGIN_CLAIM: variables.LOGIN_CLAIM,
  SCHOOL_ASKS_SECOND_FACTOR: variables.SCHOOL_ASKS_SECOND_FACTOR,
});

/**
 * The part of the environment that an entry needs, read once at cold start.
 * @throws Error that names every wrong variable, what was found and what was expected.
 */
export function readEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => describeIssue(issue, environment));
  throw new Error(`The environment is not as expected.\n${problems.join("\n")}`);
}

function describeIssue(
  { path, message }: z.core.$ZodIssue,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const [name = "", ...within] = path.map(String);
  const place = path.map(String).join(".");
  const value = environment[name];
  if (value === undefined) return `${place}: found nothing, expected ${expectationOf(name)}`;
  return `${place}: found ${foundText(value, within)}, expected ${message}`;
}

/** None of the variables is a secret; a long one is cut, because somebody may have mixed them up. */
function foundText(value: string, within: readonly PropertyKey[]): string {
  const text = JSON.stringify(
    within.reduce(memberOf, within.length > 0 ? JSON.parse(value) : value),
  );
  return text.length <= 20 ? text : `${text.slice(0, 6)}… (${text.length} characters)`;
}

function memberOf(value: unknown, name: PropertyKey): unknown {
  return isJsonObject(value) ? value[String(name)] : undefined;
}

/** zod says of a missing value only that it is missing. */
function expectationOf(name: string): string {
  const schema = Object.entries(variables).find(([key]) => key === name)?.[1];
  return schema?.safeParse("").error?.issues[0]?.message ?? "a value";
}

function parsedJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    context.addIssue("JSON of the grading timings");
    return z.NEVER;
  }
}
