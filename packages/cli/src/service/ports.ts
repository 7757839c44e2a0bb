import * as z from "zod";
import { serviceError } from "../command-error.ts";

/** A flag that takes a port. 0: any free one. */
export function portFlag(usual: number) {
  return z
    .string()
    .regex(/^\d{1,5}$/, "a port, 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "a port, 0 to 65535")
    .default(usual);
}

/** What to do where one of these ports is taken; every other fault stays as it is. */
export function portProblem(fault: unknown, flags: Readonly<Record<string, number>>): unknown {
  const taken = /^port (\d+) is taken/.exec(fault instanceof Error ? fault.message : "")?.[1];
  if (taken === undefined) return fault;
  const [flag = "--port"] = Object.entries(flags).find(([, port]) => String(port) === taken) ?? [];
  return serviceError(
    "local.port_taken",
    `Another program listens on port ${taken}. Stop it, or choose another port: ${flag} 0 takes any free one.`,
    { cause: fault },
  );
}
