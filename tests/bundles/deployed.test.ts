import { pathToFileURL } from "node:url";
import { functionNames } from "@lab-grader/sandbox/local-system/grader-account";
import { startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { expect, it } from "vitest";
import * as z from "zod";
import { buildSolution } from "../bench/build-solution.ts";
import { withAllBundles } from "./all-bundles.ts";

const Receipt = z.object({ submissionId: z.string() });
const View = z.object({ state: z.string(), points: z.number(), maxPoints: z.number() });

it("the bundles, as they are uploaded, grade a submission", { timeout: 60_000 }, () =>
  withAllBundles(async (bundles) => {
    const entries = Object.fromEntries(
      functionNames.map((name) => [name, pathToFileURL(bundles.get(name)?.file ?? "")]),
    );
    const system = await startLocalSystem({ learners: 1, entries });
    try {
      const [learner] = system.cohort.learners;
      if (!learner) throw new Error("the local system has no learner");
      await buildSolution(system.sandboxUrl, learner);
      const token = await system.tokenFor(learner.login);
      const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
        const response = await fetch(`${system.apiUrl}${path}`, {
          ...init,
          headers: {
            authorization: `Bearer ${token}`,
            "content-type": "application/json",
            "idempotency-key": "bundled",
          },
        });
        return await response.json();
      };

      const handedIn = await ask(`/v1/assignments/${system.cohort.assignmentId}/submissions`, {
        method: "POST",
        body: JSON.stringify({ stage: "build" }),
      });
      await system.idle();
      const view = View.parse(await ask(`/v1/submissions/${Receipt.parse(handedIn).submissionId}`));

      expect(view.state).toBe("graded");
      expect(view.points).toBe(view.maxPoints);
    } finally {
      await system.close();
    }
  }),
);
