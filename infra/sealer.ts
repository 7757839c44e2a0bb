import { accountId, nameOf } from "./deployment.ts";
import { commonEnvironment } from "./environment.ts";
import { addItems, sendToRegrade } from "./permissions.ts";
import { schedulerOnly } from "./scheduler-trust.ts";

/** Starts the seals; the regrader makes them. */
export const sealer = new sst.aws.Function("Sealer", {
  name: nameOf("sealer"),
  description: "Starts the daily seal of every cohort's results",
  handler: "packages/functions/src/sealer.handler",
  timeout: "60 seconds",
  environment: commonEnvironment,
  permissions: [addItems, sendToRegrade],
});

// At night in Europe and America. Lambda repeats a run that fails, the schedule one that Lambda did
// not take; neither makes a second seal.
// docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
new sst.aws.CronV2("Sealing", {
  schedule: "cron(15 4 * * ? *)",
  function: sealer.arn,
  retries: 3,
  transform: {
    role: (role) => {
      role.assumeRolePolicy = schedulerOnly(accountId);
      return undefined;
    },
  },
});
