import { cloudTimings } from "@lab-grader/core/grading/timings";
import { accountId, nameOf } from "./deployment.ts";
import { followUpEnvironment } from "./environment.ts";
import {
  changeItems,
  publishEvents,
  queryOpen,
  sendToGrading,
  sendToRegrade,
} from "./permissions.ts";
import { schedulerOnly } from "./scheduler-trust.ts";

export const reconciler = new sst.aws.Function("Reconciler", {
  name: nameOf("reconciler"),
  description: "Sends again what is due and still open, follows up what is closed",
  handler: "packages/functions/src/reconciler.handler",
  timeout: "30 seconds",
  environment: followUpEnvironment,
  permissions: [changeItems, queryOpen, sendToGrading, sendToRegrade, publishEvents],
});

// A missed run is not repeated: the next one is a minute away.
new sst.aws.CronV2("Reconciliation", {
  schedule: minutely(cloudTimings.reconcilerPeriodSeconds),
  function: reconciler.arn,
  transform: {
    role: (role) => {
      role.assumeRolePolicy = schedulerOnly(accountId);
      return undefined;
    },
  },
});

/** The scheduler counts in whole minutes. */
function minutely(periodSeconds: number): `rate(${string})` {
  const minutes = Math.max(1, Math.ceil(periodSeconds / 60));
  return minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`;
}
