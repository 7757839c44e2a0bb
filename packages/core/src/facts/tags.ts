import * as z from "zod";
import { defineFact } from "./fact.ts";
import { TableParams, tableArn } from "./table-params.ts";

const ListTagsOfResourceOutput = z.object({
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
});

export type TagsReading =
  | { readonly exists: false }
  /** Tag keys are case-sensitive; AWS's own `aws:` tags are left out. */
  | { readonly exists: true; readonly tags: Readonly<Record<string, string>> };

export const tags = defineFact({
  kind: "dynamodb.tags",
  summary: "the table's tags",
  params: TableParams,
  operations: {
    ListTagsOfResource: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: ["Tags"],
      // 50 tags at most, ten on a page.
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 10 },
    },
  },
  iam: (params) => [{ action: "dynamodb:ListTagsOfResource", resource: tableArn(params) }],
  ask: (params) => [
    {
      operation: "ListTagsOfResource",
      region: params.region,
      input: { ResourceArn: tableArn(params) },
    },
  ],
  normalise: (answers): TagsReading => {
    const outputs = answers.flatMap((answer) => ("output" in answer ? [answer.output] : []));
    if (outputs.length < answers.length) return { exists: false };
    const all = outputs.flatMap((output) => ListTagsOfResourceOutput.parse(output).Tags ?? []);
    return {
      exists: true,
      tags: Object.fromEntries(
        all.filter((tag) => !tag.Key.startsWith("aws:")).map((tag) => [tag.Key, tag.Value]),
      ),
    };
  },
});
