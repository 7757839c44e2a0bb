import { allCommands } from "./commands/all.ts";
import { runProgram } from "./program.ts";

await runProgram(allCommands);
