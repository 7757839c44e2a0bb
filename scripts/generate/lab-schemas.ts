import type { AnsweredService } from "./aws-cli-commands.ts";
import type { GeneratedFile } from "./registry.ts";

/**
 * The JSON Schemas beside the labs, for completion and errors in an editor. They are made of the
 * registry of checks as it lies on disk, so that file must be up to date first.
 */
export async function labSchemas(
  services: readonly AnsweredService[],
): Promise<readonly GeneratedFile[]> {
  const { allChecks } = await import("@lab-grader/core/checks/registry.generated");
  const { labSchema } = await import("@lab-grader/core/lab/lab-schema");
  const { casesSchema, solutionSchema } = await import("@lab-grader/core/lab/steps-schema");
  const { cliCommand } = await import("@lab-grader/sandbox/cli-names");
  const commands = services.flatMap(({ service, operations }) =>
    operations.map((operation) => `${service} ${cliCommand(operation)}`),
  );
  return [
    jsonFile("labs/lab.schema.json", labSchema(allChecks)),
    jsonFile("labs/solution.schema.json", solutionSchema(commands)),
    jsonFile("labs/cases.schema.json", casesSchema(commands)),
  ];
}

function jsonFile(path: string, value: unknown): GeneratedFile {
  return { path, text: `${JSON.stringify(value, null, 1)}\n` };
}
