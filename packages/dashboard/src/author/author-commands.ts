const folder = "labs/my-lab";

/** Tests a lab and publishes it, as this login where the system is a local one. */
export function publishCommands(as: string | undefined): string {
  const who = as === undefined ? "" : ` --as ${as}`;
  return [
    `npx labgrader lab test ${folder}`,
    `npx labgrader lab publish ${folder}${who}`,
    `npx labgrader lab publish ${folder} --dev${who}`,
  ].join("\n");
}

/** Writes what the cases of a lab came out as into a file. */
export function proofCommand(): string {
  return `npx labgrader lab test ${folder} --json > proof.json`;
}

/** Tests a lab, and publishes it with what its cases came out as. */
export function publishWithProof(as: string | undefined): string {
  return `npx labgrader lab publish ${folder}${as === undefined ? "" : ` --as ${as}`}`;
}

/** Signs the command line in to this deployment. */
export function signInCommand(siteUrl: string): string {
  return `npx labgrader login ${siteUrl}`;
}
