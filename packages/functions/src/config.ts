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
  DEAD_LETTER_QUEUE_URL: z.url({
    protocol: /^https?$/,
    error: "the URL of the dead-letter queue",
  }),
  /** Names the role in the learners' accounts: `LabGraderAccess-<stage>`. */
  DEPLOYMENT_STAGE: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,31}$/,
      "the stage of the deployment: at most 32 lower-case letters, digits and hyphens",
    ),
  /** The account that the grader runs in. */
  GRADER_ACCOUNT_ID: AccountId,
  AWS_REGION: Region,
  /** JSON of `GradingTimings`; absent: those of the cloud. */
  GRADING_TIMINGS: z.string().transform(parsedJson).pipe(GradingTimings).default(cloudTimings),
};

/** What every entry needs. */
export const CommonEnvironment = z.object({
  TABLE_NAME: variables.TABLE_NAME,
  GRADING_QUEUE_URL: variables.GRADING_QUEUE_URL,
  AWS_REGION: variables.AWS_REGION,
  DEPLOYMENT_STAGE: variables.DEPLOYMENT_STAGE,
  GRADING_TIMINGS: variables.GRADING_TIMINGS,
});

export type CommonEnvironment = z.infer<typeof CommonEnvironment>;

export const GraderEnvironment = CommonEnvironment.extend({
  DEAD_LETTER_QUEUE_URL: variables.DEAD_LETTER_QUEUE_URL,
  GRADER_ACCOUNT_ID: variables.GRADER_ACCOUNT_ID,
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
