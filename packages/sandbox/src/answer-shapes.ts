import { createRequire } from "node:module";
import * as z from "zod";
import { isObject, type ShapeProblem, shapeProblems } from "./answer-schema.ts";
import { cliService, sdkPackage } from "./cli-names.ts";
import type { AnsweredCall } from "./endpoint.ts";

const require = createRequire(import.meta.url);
const Schema = z.object({ schema: z.array(z.unknown()).min(6) });

/**
 * Compares the answer with the shape that AWS's model gives the operation, as the SDK carries it.
 *
 * @throws Error that names each member that AWS does not have, or has otherwise, or always has.
 */
export function checkAnswerShape({ service, request, output }: AnsweredCall): void {
  const { signingName, protocol } = service;
  const client: unknown = require(sdkPackage(cliService(signingName)));
  const command: unknown = isObject(client) ? client[`${request.operation}Command`] : undefined;
  if (typeof command !== "function") return;
  const { schema } = Schema.parse(Reflect.construct(command, [{}]));
  const problems = shapeProblems(schema[5], output, protocol);
  if (problems.length === 0) return;
  const listed = problems.map(({ path, problem }: ShapeProblem) => `${path} ${problem}`).join("; ");
  throw new Error(`The answer of ${signingName}:${request.operation} is not AWS's: ${listed}`);
}
