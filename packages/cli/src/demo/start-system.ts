import { localTimings } from "@lab-grader/core/grading/timings";
import type {
  LocalSystem,
  LocalSystemOptions,
} from "@lab-grader/sandbox/local-system/local-system";
import type { Terminal } from "../terminal/terminal.ts";
import { demoLab, demoLearners } from "./demo-learners.ts";

// Five tries with doubling pauses take half a minute until a submission fails; three show the same.
const timings = { ...localTimings, maxReceiveCount: 3 };

/** Starts the local system with the demo's cohort, and says so on stderr. */
export async function startDemoSystem(
  terminal: Terminal,
  options: LocalSystemOptions,
): Promise<LocalSystem> {
  const { startLocalSystem } = await import("@lab-grader/sandbox/local-system/local-system");
  const line = terminal.progress.start("starting");
  const started = performance.now();
  const accounts = demoLearners.length + 1;
  const text = (parts: readonly string[]): string =>
    `${parts.join(` ${terminal.marks.dot} `)}  ${((performance.now() - started) / 1000).toFixed(1)} s`;
  const ready: string[] = [];
  const system = await startLocalSystem({
    ...options,
    timings,
    labId: demoLab,
    cohortName: "demo",
    learners: demoLearners.map(({ login }) => login),
    onProgress: (part) => {
      ready.push(part);
      line.update(text(ready));
    },
  });
  line.end(text([`local AWS, ${accounts} accounts`, "API", "queue", "grader", "reconciler"]));
  return system;
}
