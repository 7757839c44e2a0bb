// What scripts/build-cli.ts makes labgrader.mjs of.
import "./node-20.ts";
import { runProgram } from "../program.ts";
import { singleFileCommands } from "./commands.ts";

await runProgram(singleFileCommands);
