import { createTerminal, type Terminal } from "@lab-grader/cli/terminal/terminal";

const nowhere = { write: () => undefined };

/** For what the command line does here without a person who reads along. */
export const silentTerminal: Terminal = createTerminal({
  ...{ stdout: nowhere, stderr: nowhere, isJson: false, isPlain: true, environment: {} },
});
