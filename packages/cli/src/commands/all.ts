import type { Command } from "../command.ts";
import { adminCreateCommand } from "./admin-create.ts";
import { checkCommand } from "./check.ts";
import { cleanupCommand } from "./cleanup.ts";
import { demoCommand } from "./demo.ts";
import { devCommand } from "./dev.ts";
import { labExplainCommand } from "./lab-explain.ts";
import { labFactsCommand } from "./lab-facts.ts";
import { labNewCommand } from "./lab-new.ts";
import { labPreviewCommand } from "./lab-preview.ts";
import { labPublishCommand } from "./lab-publish.ts";
import { labRecordCommand } from "./lab-record.ts";
import { labTestCommand } from "./lab-test.ts";
import { labValidateCommand } from "./lab-validate.ts";
import { sandboxCommand } from "./sandbox.ts";
import { serviceCommands } from "./service-commands.ts";
import { tryCommand } from "./try.ts";

/** Every command of a checkout, in the order of the help. */
export const allCommands: readonly Command[] = [
  demoCommand,
  devCommand,
  ...serviceCommands,
  tryCommand,
  cleanupCommand,
  labNewCommand,
  labRecordCommand,
  labValidateCommand,
  labTestCommand,
  labPreviewCommand,
  labPublishCommand,
  labExplainCommand,
  labFactsCommand,
  checkCommand,
  adminCreateCommand,
  sandboxCommand,
];
