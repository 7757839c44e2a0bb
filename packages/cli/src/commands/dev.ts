import { once } from "node:events";
import { capitalised } from "@lab-grader/core/views/figures";
import type {
  LocalSystem,
  LocalSystemOptions,
} from "@lab-grader/sandbox/local-system/local-system";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { serviceError } from "../command-error.ts";
import { type BuiltSite, haveBuiltSite } from "../demo/built-site.ts";
import { demoLab } from "../demo/demo-learners.ts";
import { playCohort } from "../demo/run-demo.ts";
import { startDemoSystem } from "../demo/start-system.ts";
import { renderTour, tourOf } from "../demo/tour.ts";
import { exitCodes } from "../exit-codes.ts";
import { getLab, ownLabs } from "../labs/find-lab.ts";
import { portFlag, portProblem } from "../service/ports.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The local system, to be played with. */
export const devCommand = defineCommand({
  name: "dev",
  summary: "run the whole system here with the demo's cohort, until Ctrl-C",
  example: "labgrader dev --api-port 8080",
  flags: [
    { flags: "--sandbox-port <port>", description: "of the local AWS (default 4600)" },
    { flags: "--api-port <port>", description: "of the API (default 4601)" },
    { flags: "--site-port <port>", description: "of the web application (default 4602)" },
    { flags: "--no-site", description: "without it; pages of a server at that port may sign in" },
  ],
  input: z.strictObject({
    sandboxPort: portFlag(4600),
    apiPort: portFlag(4601),
    sitePort: portFlag(4602),
    site: z.boolean(),
  }),
  run: async ({ sandboxPort, apiPort, sitePort, site }, context) => {
    const { terminal, signal, directory } = context;
    const authored = await getLab(demoLab, { directory: ownLabs, environment: {} });
    const ended = new AbortController();
    const building = site ? haveBuiltSite(AbortSignal.any([signal, ended.signal])) : undefined;
    // Awaited at the end; until then nobody else may hear of it.
    building?.catch(() => undefined);
    const system = await startDemoSystem(terminal, {
      port: sandboxPort,
      apiPort,
      ...siteOptions(building, sitePort),
      publishLabs: true,
      stateDirectory: directory,
    }).catch((fault: unknown) => {
      ended.abort();
      throw startProblem(fault, {
        "--sandbox-port": sandboxPort,
        "--api-port": apiPort,
        "--site-port": sitePort,
      });
    });
    try {
      await playCohort(system, authored, context);
      if (building) await awaitSite(building, terminal);
      const { sandboxUrl, apiUrl, siteUrl, cohort } = system;
      const tour = tourOf(authored);
      terminal.print({
        text: () =>
          [
            "",
            siteLine(system, { isServed: site, login: tour.login }),
            ...runningLines(system),
            "",
            renderTour(tour, { sandboxUrl, intro: `in another terminal, as ${tour.login}:` }),
            "",
            "Ctrl-C stops it; nothing is kept.",
          ].join("\n"),
        json: () => ({
          ...(site ? { siteUrl } : {}),
          ...{ sandboxUrl, apiUrl, cohort: cohort.name, instructors: cohort.instructors },
        }),
      });
      if (!signal.aborted) await once(signal, "abort");
      return exitCodes.ok;
    } finally {
      ended.abort();
      await system.close();
    }
  },
});

function siteOptions(
  building: Promise<BuiltSite> | undefined,
  sitePort: number,
): Pick<LocalSystemOptions, "siteDirectory" | "sitePort" | "siteOrigin"> {
  if (building) return { siteDirectory: building.then(({ directory }) => directory), sitePort };
  return sitePort === 0 ? {} : { siteOrigin: `http://localhost:${sitePort}` };
}

/** Built while the cohort was at work. */
async function awaitSite(building: Promise<BuiltSite>, terminal: Terminal): Promise<void> {
  const line = terminal.progress.start("web app");
  line.update("building");
  const { isNew } = await building;
  line.end(isNew ? "built" : "up to date");
}

function siteLine(
  { siteUrl, cohort }: LocalSystem,
  { isServed, login }: { readonly isServed: boolean; readonly login: string },
): string {
  if (isServed) {
    return `Web application   ${siteUrl}   sign in as ${login} or ${cohort.instructors[0]}`;
  }
  return siteUrl === undefined
    ? "Web application   none"
    : `Web application   none; npm run dev:site serves its sources at ${siteUrl}`;
}

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
