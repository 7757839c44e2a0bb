import type { Command } from "../command.ts";
import { checkCommand } from "../commands/check.ts";
import { labExplainCommand } from "../commands/lab-explain.ts";
import { labValidateCommand } from "../commands/lab-validate.ts";
import { serviceCommands } from "../commands/service-commands.ts";
import { checkoutCommand } from "./checkout-command.ts";

/** What `labgrader.mjs` can do, in the order of its help, and what it sends to a checkout for. */
export const singleFileCommands: readonly Command[] = [
  ...serviceCommands,
  labValidateCommand,
  labExplainCommand,
  checkCommand,
  checkoutCommand("demo", "it runs the whole system on your machine"),
  checkoutCommand("dev", "it runs the whole system on your machine"),
  checkoutCommand("sandbox", "it runs the local AWS"),
  checkoutCommand("try", "it needs the lab's folder and a client for every service of AWS"),
  checkoutCommand("cleanup", "it needs the lab's folder and a client for every service of AWS"),
  checkoutCommand("admin create", "who deploys has one, with AWS's client for user pools"),
  checkoutCommand("lab new", "the lab that it writes is tested there"),
  checkoutCommand("lab record", "it watches the local AWS"),
  checkoutCommand("lab test", "it plays the cases in the local AWS"),
  checkoutCommand("lab preview", "it plays the cases in the local AWS"),
  checkoutCommand("lab publish", "it first plays the cases in the local AWS"),
  checkoutCommand("lab facts", "it plays the solution in the local AWS"),
];
