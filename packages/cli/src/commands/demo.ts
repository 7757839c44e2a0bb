import * as z from "zod";
import { defineCommand } from "../command.ts";
import { demoLab } from "../demo/demo-learners.ts";
import { demoJson, isAsExpected } from "../demo/demo-report.ts";
import { renderDemo } from "../demo/render-demo.ts";
import { runDemo } from "../demo/run-demo.ts";
import { startDemoSystem } from "../demo/start-system.ts";
import { renderTour, tourOf } from "../demo/tour.ts";
import { exitCodes } from "../exit-codes.ts";
import { getLab, ownLabs } from "../labs/find-lab.ts";

const devSandboxUrl = "http://localhost:4600";

/** Everything once, from an empty machine to a compared gradebook; exit code 1 on a difference. */
export const demoCommand = defineCommand({
  name: "demo",
  summary: "start everything here, grade a cohort of 24 learners, show what comes out",
  example: "labgrader demo --json",
  input: z.strictObject({}),
  run: async (_input, context) => {
    const { terminal } = context;
    const authored = await getLab(demoLab, { directory: ownLabs, environment: {} });
    const system = await startDemoSystem(terminal, {});
    try {
      const report = await runDemo(system, authored, context);
      terminal.print({
        text: () =>
          [
            renderDemo(report, terminal),
            renderTour(tourOf(authored), {
              sandboxUrl: devSandboxUrl,
              intro: `npm run dev            then, in another terminal, as ${tourOf(authored).login}:`,
            }),
          ].join("\n\n"),
        json: () => demoJson(report),
      });
      return isAsExpected(report) ? exitCodes.ok : exitCodes.notPassed;
    } finally {
      await system.close();
    }
  },
});
