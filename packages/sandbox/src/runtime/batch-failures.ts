import * as z from "zod";

const BatchResponse = z
  .looseObject({
    batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullish();

/**
 * Which messages of a batch come back, as Lambda reads a function's answer with
 * ReportBatchItemFailures: nothing, an empty answer or an empty list is success for all; an answer
 * of another shape, or one that names a message which isn't in the batch, is failure for all.
 * docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedMessages(
  answer: unknown,
  messageIds: ReadonlySet<string>,
): ReadonlySet<string> {
  const parsed = BatchResponse.safeParse(answer);
  if (!parsed.success) {
    return messageIds;
  }
  const failed = new Set(
    (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier),
  );
  return [...failed].every((id) => messageIds.has(id)) ? failed : messageIds;
}
