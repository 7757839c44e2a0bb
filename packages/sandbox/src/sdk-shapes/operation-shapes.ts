import { createRequire } from "node:module";
import * as z from "zod";
import { cliService, sdkPackage } from "../cli-names.ts";
import { isObject, type Shape, shapeOf } from "./shape.ts";

const require = createRequire(import.meta.url);
const Command = z.object({ schema: z.tuple([z.literal(9)]).rest(z.unknown()) });

/** What AWS's model says of an operation; `undefined` for what no SDK client knows. */
export function operationShapes(
  signingName: string,
  operation: string,
): { readonly input: Shape; readonly output: Shape } | undefined {
  const client: unknown = require(sdkPackage(cliService(signingName)));
  const command = isObject(client) ? client[`${operation}Command`] : undefined;
  if (typeof command !== "function") return undefined;
  const { schema } = Command.parse(Reflect.construct(command, [{}]));
  return { input: shapeOf(schema[4]), output: shapeOf(schema[5]) };
}
