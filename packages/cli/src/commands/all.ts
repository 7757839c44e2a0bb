import type { Command } from "../command.ts";
import { demoCommand } from "./demo.ts";
import { devCommand } from "./dev.ts";
import { gradebookCommand } from "./gradebook.ts";
import { labTestCommand } from "./lab-test.ts";
import { labValidateCommand } from "./lab-validate.ts";
import { sandboxCommand } from "./sandbox.ts";
import { statusCommand } from "./status.ts";
import { submitCommand } from "./submit.ts";
import { tryCommand } from "./try.ts";

/** Every command, in the order of the help. */
export const allCommands: readonly Command[] = [
  demoCommand,
  devCommand,
  submitCommand,
  statusCommand,
  gradebookCommand,
  tryCommand,
  labValidateCommand,
  labTestCommand,
  sandboxCommand,
];
