import * as z from "zod";
import type { AwsOperation } from "../../service.ts";
import { validationError } from "./errors.ts";
import { onMember } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { Tag } from "./shapes.ts";
import { getTaggedTable } from "./table-lookup.ts";

const ResourceArn = z.string().min(1).max(1283);
const TagResourceInput = z.object({ ResourceArn, Tags: z.array(Tag) });
const UntagResourceInput = z.object({ ResourceArn, TagKeys: z.array(z.string()) });
const ListTagsInput = z.object({ ResourceArn, NextToken: z.string().optional() });

/** Letters of any script, digits, spaces and `_ . : / = + - @`: the rule for tags of AWS resources. */
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const mostTags = 50;
const pageSize = 10;

export const tagResource: AwsOperation = {
  iam: onMember("ResourceArn"),
  answer(request) {
    const input = parseInput(TagResourceInput, request.input);
    const table = getTaggedTable(request, input.ResourceArn);
    if (input.Tags.length === 0)
      throw validationError("Atleast one Tag needs to be provided as Input.");
    const tags = checkedTags(table.tags, input.Tags);
    for (const [key, value] of tags) table.tags.set(key, value);
    return {};
  },
};

export const untagResource: AwsOperation = {
  iam: onMember("ResourceArn"),
  answer(request) {
    const input = parseInput(UntagResourceInput, request.input);
    const table = getTaggedTable(request, input.ResourceArn);
    if (input.TagKeys.length === 0)
      throw validationError("Atleast one Tag Key needs to be provided as Input.");
    for (const key of input.TagKeys) table.tags.delete(key);
    return {};
  },
};

export const listTagsOfResource: AwsOperation = {
  iam: onMember("ResourceArn"),
  answer(request) {
    const input = parseInput(ListTagsInput, request.input);
    const tags = [...getTaggedTable(request, input.ResourceArn).tags].map(([Key, Value]) => ({
      Key,
      Value,
    }));
    // A token that AWS can't read gives the first page, not an error.
    const offset = Number.parseInt(input.NextToken ?? "0", 10) || 0;
    const end = offset + pageSize;
    return {
      Tags: tags.slice(offset, end),
      ...(end < tags.length ? { NextToken: String(end) } : {}),
    };
  },
};

/** The tags after these are added to the present ones. @throws AwsError for what AWS refuses */
export function checkedTags(
  present: ReadonlyMap<string, string>,
  added: readonly Tag[],
): Map<string, string> {
  const keys = added.map((tag) => tag.Key);
  const duplicate = keys.find((key, position) => keys.indexOf(key) !== position);
  if (duplicate !== undefined)
    throw validationError(
      `Duplicate Tag Keys provided as input: Duplicate Tag Key found ${duplicate}`,
    );
  for (const { Key, Value } of added) {
    if (Key.toLowerCase().startsWith("aws:"))
      throw validationError(`Tag Key cannot be prefixed with aws:, Key: ${Key}`);
    if (Key.length < 1 || Key.length > 128 || !tagText.test(Key))
      throw validationError(`The Tag Key provided is invalid, Key: ${Key}`);
    if (Value.length > 256 || !tagText.test(Value))
      throw validationError(`The Tag Value provided is invalid, Value: ${Value}`);
  }
  const tags = new Map([
    ...present,
    ...added.map(({ Key, Value }): [string, string] => [Key, Value]),
  ]);
  if (tags.size > mostTags)
    throw validationError("Number of Tags exceed the current limit for the provided ResourceArn");
  return tags;
}
