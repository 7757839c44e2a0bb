import { once } from "node:events";
import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { serviceError } from "../command-error.ts";
import { demoLab } from "../demo/demo-learners.ts";
import { playCohort } from "../demo/run-demo.ts";
import { startDemoSystem } from "../demo/start-system.ts";
import { renderTour, tourOf } from "../demo/tour.ts";
import { exitCodes } from "../exit-codes.ts";
import { capitalised } from "../feedback/figures.ts";
import { getLab, ownLabs } from "../labs/find-lab.ts";
import { portFlag, portProblem } from "../service/ports.ts";

/** The local system, to be played with. */
export const devCommand = defineCommand({
  name: "dev",
  summary: "run the whole system here with the demo's cohort, until Ctrl-C",
  example: "labgrader dev --api-port 8080",
  flags: [
    { flags: "--sandbox-port <port>", description: "of the local AWS (default 4600)" },
    { flags: "--api-port <port>", description: "of the API (default 4601)" },
  ],
  input: z.strictObject({ sandboxPort: portFlag(4600), apiPort: portFlag(4601) }),
  run: async ({ sandboxPort, apiPort }, context) => {
    const { terminal, signal, directory } = context;
    const authored = await getLab(demoLab, { directory: ownLabs, environment: {} });
    const system = await startDemoSystem(terminal, {
      port: sandboxPort,
      apiPort,
      stateDirectory: directory,
    }).catch((fault: unknown) => {
      throw startProblem(fault, { "--sandbox-port": sandboxPort, "--api-port": apiPort });
    });
    try {
      await playCohort(system, authored, context);
      const { sandboxUrl, apiUrl, cohort } = system;
      const tour = tourOf(authored);
      terminal.print({
        text: () =>
          [
            "",
            ...runningLines(system),
            "",
            renderTour(tour, { sandboxUrl, intro: `in another terminal, as ${tour.login}:` }),
            "",
            "Ctrl-C stops it; nothing is kept.",
          ].join("\n"),
        json: () => ({ sandboxUrl, apiUrl, cohort: cohort.name, instructors: cohort.instructors }),
      });
      if (!signal.aborted) await once(signal, "abort");
      return exitCodes.ok;
    } finally {
      await system.close();
    }
  },
});

function runningLines({ sandboxUrl, apiUrl, cohort }: LocalSystem): string[] {
  const { learners, instructors, name } = cohort;
  const logins = `${learners[0]?.login} to ${learners.at(-1)?.login}`;
  return [
    `Local AWS         ${sandboxUrl}   ${learners.length + 1} accounts`,
    `API               ${apiUrl}/v1`,
    "Behind it         queue, grader, dead letters, reconciler",
    `Cohort            ${name}: ${logins}, each graded once`,
    `Be instructor     npx labgrader gradebook ${name} --as ${instructors[0]}`,
  ];
}

function startProblem(fault: unknown, flags: Readonly<Record<string, number>>): unknown {
  if (fault instanceof Error && fault.message.includes("runs here already")) {
    return serviceError("local.running", capitalised(fault.message), { cause: fault });
  }
  return portProblem(fault, flags);
}
