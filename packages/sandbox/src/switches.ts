import * as z from "zod";

const OperationPattern = z
  .string()
  .regex(/^(\*|[a-z0-9-]+:[A-Za-z*]+)$/, 'expected "*" or "<service>:<operation>"')
  .describe("`*`, `dynamodb:*` or `dynamodb:DescribeTable`");

const milliseconds = z.number().int().min(0).max(3_600_000);

/** Which calls are refused by throttling; counted per operation, so the result is repeatable. */
const ThrottleRule = z
  .strictObject({
    operation: OperationPattern.default("*"),
    /** The first so many calls of each operation are throttled. */
    first: z.number().int().min(1).optional(),
    /** Every so-many-th call of each operation is throttled, beginning with the first. */
    every: z.number().int().min(1).optional(),
  })
  .refine((rule) => (rule.first === undefined) !== (rule.every === undefined), {
    error: 'exactly one of "first" and "every" is needed',
  });

/** How one account behaves, changeable while the sandbox runs. */
export const Switches = z.strictObject({
  /** Added to every call, in milliseconds. */
  latencyMs: milliseconds.default(0),
  throttle: z.array(ThrottleRule).default([]),
  /** Operations that answer HTTP 500. */
  serverErrors: z.array(OperationPattern).default([]),
  /** Every role session of the account counts as expired. */
  expireSessions: z.boolean().default(false),
  /** Actions denied to role sessions, as a service control policy would; `*` and `?` are wildcards. */
  denyActions: z.array(z.string().min(1)).default([]),
  /** Regions in which STS is not active and no credential of the account is known. */
  disabledRegions: z.array(z.string().min(1)).default([]),
  /** How long a change takes until it is visible, in milliseconds by kind. */
  settling: z
    .strictObject({
      table: milliseconds.default(0),
      index: milliseconds.default(0),
      backup: milliseconds.default(0),
      encryption: milliseconds.default(0),
      restore: milliseconds.default(0),
      policy: milliseconds.default(0),
      /** Making and deleting a replica. */
      replica: milliseconds.default(0),
      /** An item's way to another region. */
      replication: milliseconds.default(0),
      /** Until a call can be looked up in CloudTrail. */
      events: milliseconds.default(0),
      insights: milliseconds.default(0),
    })
    .prefault({}),
});
export type Switches = z.infer<typeof Switches>;
export type SwitchesInput = z.input<typeof Switches>;

/** Switches, or one line per wrong field. */
export type SwitchesResult =
  | { readonly ok: true; readonly switches: Switches }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads switches from outside; fields that are absent get their defaults. */
export function parseSwitches(input: unknown): SwitchesResult {
  const result = Switches.safeParse(input);
  if (result.success) {
    return { ok: true, switches: result.data };
  }
  return {
    ok: false,
    problems: result.error.issues.map(
      (issue) => `${issue.path.length === 0 ? "switches" : issue.path.join(".")}: ${issue.message}`,
    ),
  };
}
