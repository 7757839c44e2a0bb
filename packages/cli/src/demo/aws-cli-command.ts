import { isJsonObject, type Json } from "@lab-grader/core/json";
import type { ResolvedStep } from "@lab-grader/core/lab/resolve-step";

/** A step as it is typed with the AWS CLI, in words that a line may be broken between. */
export function awsCliCommand({ service, command, parameters }: ResolvedStep): readonly string[] {
  return [
    `aws ${service} ${command}`,
    ...Object.entries(parameters).flatMap(([name, value]) => [
      `--${dashed(name)}`,
      valueText(value),
    ]),
  ];
}

/** `PointInTimeRecoverySpecification` -> `point-in-time-recovery-specification` */
function dashed(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}

/** Shorthand where the AWS CLI has one for it, else JSON. */
function valueText(value: Json): string {
  if (typeof value === "string") return /^[\w.:/-]+$/.test(value) ? value : quoted(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isJsonObject(value)) {
    const members = Object.entries(value);
    const isFlat = members.every(([, member]) => isSimple(member));
    if (isFlat) return members.map(([name, member]) => `${name}=${String(member)}`).join(",");
  }
  return quoted(JSON.stringify(value));
}

function isSimple(value: Json): boolean {
  return (
    typeof value === "number" ||
    typeof value === "boolean" ||
    (typeof value === "string" && /^[\w.:/-]+$/.test(value))
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
