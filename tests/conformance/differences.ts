import { isJsonObject, type Json } from "@lab-grader/core/json";

/** One place where two answers differ. */
export interface Difference {
  /** `Table.KeySchema.0.KeyType` */
  readonly path: string;
  /** `undefined`: not there. */
  readonly sandbox: Json | undefined;
  readonly moto: Json | undefined;
}

/** Members that tell when or which, and not what. */
const volatile = new Set([
  ...["$metadata", "RequestId", "ResponseMetadata"],
  ...["AccessKeyId", "SecretAccessKey", "SessionToken", "ReceiptHandle"],
]);

/** Every place where two answers differ, ids and times aside. */
export function differencesOf(
  sandbox: Json | undefined,
  moto: Json | undefined,
  path = "",
): readonly Difference[] {
  if (isList(sandbox) && isList(moto)) {
    const length = Math.max(sandbox.length, moto.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      differencesOf(sandbox[index], moto[index], below(path, String(index))),
    );
  }
  if (isJsonObject(sandbox) && isJsonObject(moto)) {
    const keys = [...new Set([...Object.keys(sandbox), ...Object.keys(moto)])];
    return keys
      .filter((key) => !volatile.has(key))
      .flatMap((key) => differencesOf(sandbox[key], moto[key], below(path, key)));
  }
  return withoutIds(sandbox) === withoutIds(moto) ? [] : [{ path, sandbox, moto }];
}

const idsAndTimes: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "<uuid>"],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?/g, "<time>"],
  [/\b(vpc|vpce|rtb|rtbassoc|pl)-[0-9a-f]+\b/g, "<id>"],
  [/\bAROA[A-Z0-9]{10,}\b/g, "<role id>"],
  [/\bbackup\/\d+-[0-9a-f]+\b/g, "<backup>"],
  [/http:\/\/(localhost|127\.0\.0\.1):\d+/g, "<endpoint>"],
];

function withoutIds(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  return idsAndTimes.reduce(
    (text, [pattern, name]) => text.replace(pattern, name),
    JSON.stringify(value),
  );
}

function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
