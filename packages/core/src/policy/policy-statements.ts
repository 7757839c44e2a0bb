import * as z from "zod";

const TextOrList = z
  .union([z.string(), z.array(z.string())])
  .transform((value): readonly string[] => (typeof value === "string" ? [value] : value));
// Numbers and booleans are taken in conditions, as AWS takes them.
const ConditionValues = z
  .union([z.string(), z.number(), z.boolean()])
  .or(z.array(z.union([z.string(), z.number(), z.boolean()])))
  .transform((value): readonly string[] => (Array.isArray(value) ? value : [value]).map(String));

const StatementSource = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.union([z.literal("*"), z.record(z.string(), TextOrList)]).optional(),
  NotPrincipal: z.union([z.literal("*"), z.record(z.string(), TextOrList)]).optional(),
  Action: TextOrList.optional(),
  NotAction: TextOrList.optional(),
  Resource: TextOrList.optional(),
  NotResource: TextOrList.optional(),
  Condition: z.record(z.string(), z.record(z.string(), ConditionValues)).optional(),
});
type StatementSource = z.output<typeof StatementSource>;

const DocumentSource = z.object({
  Version: z.string().optional(),
  Statement: z
    .union([StatementSource, z.array(StatementSource)])
    .transform((value): readonly StatementSource[] => (Array.isArray(value) ? value : [value])),
});

/** A statement as a policy has it, with every list a list. */
export type PolicyStatement = StatementSource;

/**
 * A policy as IAM answers it, read into its statements: URL-encoded by RFC 3986 in IAM's own answers
 * (docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html), plain elsewhere. One
 * statement may stand without a list.
 */
export const PolicyStatements = z
  .string()
  .transform(parsedText)
  .pipe(DocumentSource)
  .transform(({ Statement }) => Statement);

function parsedText(text: string, context: z.RefinementCtx): unknown {
  try {
    const plain = text.trimStart().startsWith("{") ? text : decodeURIComponent(text);
    return JSON.parse(plain);
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof URIError)) throw error;
    context.addIssue({ code: "custom", message: "not a policy document" });
    return z.NEVER;
  }
}
