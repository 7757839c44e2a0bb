// A thread of its own for the local system, so that what one step costs is measured alone.
import { parentPort, workerData } from "node:worker_threads";
import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { issueFunctionSession } from "@lab-grader/sandbox/local-system/grader-account";
import { startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { BenchSystem } from "./bench-system.ts";
import { buildSolution } from "./build-solution.ts";

const system = await startLocalSystem({ learners: Number(workerData) });
const learners = await Promise.all(
  system.cohort.learners.map(async (learner) => {
    const binding = await system.table.get(AccountBindingRecord, learner);
    return { ...learner, externalId: binding?.externalId };
  }),
);
const [first] = system.cohort.learners;
if (first) await buildSolution(system.sandboxUrl, first);

parentPort?.postMessage(
  BenchSystem.parse({
    endpoint: system.sandboxUrl,
    ...system.cohort,
    learners,
    queueUrl: system.queueUrls.grading,
    graderCredentials: issueFunctionSession(system.sandbox.accounts, "grader"),
    apiCredentials: issueFunctionSession(system.sandbox.accounts, "api"),
  }),
);
