/** Gets the command line from this site. */
export function downloadCommands(siteUrl: string): string {
  return [`curl -fsSO ${siteUrl}/labgrader.mjs`, "node labgrader.mjs --help"].join("\n");
}

/** Signs in where the browser is on the same machine. */
export function signInCommand(siteUrl: string): string {
  return `node labgrader.mjs login ${siteUrl}`;
}

/** Hands in a stage, and looks at it later. */
export function submitCommands({ lab, stage }: { lab: string; stage: string }): string {
  return [`node labgrader.mjs submit ${lab} ${stage}`, "node labgrader.mjs status"].join("\n");
}

/** All that is pasted where there is no browser, to hand in one stage by its one-time token. */
export function cloudShellCommands({
  siteUrl,
  token,
  lab,
  stage,
  isSigned,
}: {
  readonly siteUrl: string;
  readonly token: string;
  readonly lab: string;
  readonly stage: string;
  /** Each call is signed there: for an account without the role. */
  readonly isSigned: boolean;
}): string {
  return [
    `curl -fsSO ${siteUrl}/labgrader.mjs`,
    `node labgrader.mjs login ${siteUrl} --token ${token}`,
    `node labgrader.mjs submit ${lab} ${stage}${isSigned ? " --signed" : ""}`,
  ].join("\n");
}
