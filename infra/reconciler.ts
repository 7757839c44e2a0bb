import { openIndex } from "@lab-grader/aws/table-definition";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import { accountId, nameOf } from "./deployment.ts";
import { commonEnvironment } from "./environment.ts";
import { changeItems, sendToGrading } from "./permissions.ts";
import { table } from "./table.ts";

export const reconciler = new sst.aws.Function("Reconciler", {
  name: nameOf("reconciler"),
  description: "Sends again what is due and still open, follows up what is closed",
  handler: "packages/functions/src/reconciler.handler",
  timeout: "30 seconds",
  environment: commonEnvironment,
  permissions: [
    changeItems,
    {
      actions: ["dynamodb:Query"],
      resources: [$interpolate`${table.arn}/index/${openIndex.name}`],
    },
    sendToGrading,
  ],
});

// A missed run is not repeated: the next one is a minute away.
new sst.aws.CronV2("Reconciliation", {
  schedule: minutely(cloudTimings.reconcilerPeriodSeconds),
  function: reconciler.arn,
  transform: {
    role: (role) => {
      // docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
      role.assumeRolePolicy = $jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "scheduler.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": accountId } },
          },
        ],
      });
      return undefined;
    },
  },
});

/** The scheduler counts in whole minutes. */
function minutely(periodSeconds: number): `rate(${string})` {
  const minutes = Math.max(1, Math.ceil(periodSeconds / 60));
  return minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`;
}
