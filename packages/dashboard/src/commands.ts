/** Gets the command line from this site. */
export function downloadCommands(siteUrl: string): string {
  return [`curl -fsSO ${siteUrl}/labgrader.mjs`, "node labgrader.mjs --help"].join("\n");
}

/** Signs in where the browser is on the same machine. */
export function signInCommands(siteUrl: string): string {
  return `node labgrader.mjs login ${siteUrl}`;
}

/** Signs in elsewhere, for one stage: the token is made where somebody has signed in. */
export function tokenCommands(siteUrl: string): string {
  return [
    "node labgrader.mjs token create <lab> <stage>",
    `node labgrader.mjs login ${siteUrl} --token <token>`,
  ].join("\n");
}
