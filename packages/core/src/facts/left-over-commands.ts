import type { LeftOver } from "./fact.ts";

/**
 * One command of the AWS CLI that deletes something, or makes it ready to be deleted.
 * @example deletion("dynamodb delete-table", "us-east-1", { "table-name": "lab-orders" })
 *
 * @param options by name without dashes; `true` is an option without a value
 */
export function deletion(
  command: string,
  region: string,
  options: Readonly<Record<string, string | true>>,
): string {
  const words = Object.entries(options).map(([name, value]) => {
    if (value === true) return `--${name}`;
    // A table may be called "-a": only after an equals sign is that a value.
    return `--${name}${value.startsWith("-") ? "=" : " "}${shellWord(value)}`;
  });
  return [`aws ${command}`, `--region ${shellWord(region)}`, ...words].join(" ");
}

/** A text as one word of a POSIX shell, also where a learner chose it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A table as something to delete. Deletion protection goes first, and DynamoDB takes the deletion
 * only after that change is finished; all in one line, so that the order can't be lost.
 */
export function tableDeletion(
  name: string,
  region: string,
  { isDeletionProtected }: { readonly isDeletionProtected: boolean },
): LeftOver {
  const table = { "table-name": name };
  const deleting = deletion("dynamodb delete-table", region, table);
  const commands = isDeletionProtected
    ? [
        deletion("dynamodb update-table", region, {
          ...table,
          "no-deletion-protection-enabled": true,
        }),
        deletion("dynamodb wait table-exists", region, table),
        deleting,
      ]
    : [deleting];
  return { what: "table", name, region, command: commands.join(" && "), cost: "costs" };
}
