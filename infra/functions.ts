import { bundling } from "./bundling.ts";
import { accountId, region } from "./deployment.ts";

/** The trust of a function's role. */
export const lambdaOnly = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});

/**
 * What every function has in common.
 *
 * SST 4.17.1 lets each function's role also be taken by the account's own root, because it asks
 * `!dev` of an Output, which is never false (platform/src/components/aws/function.ts, createRole).
 * Whoever may assume roles here could then become the grader. So the trust is written anew. A
 * transform of all roles would also hit that of the schedule, which trusts another service.
 */
$transform(sst.aws.Function, (args, _options, component) => {
  const { name } = args;
  if (typeof name !== "string") throw new Error(`${component}: give the function its name.`);
  args.architecture ??= "arm64";
  args.runtime ??= "nodejs24.x";
  args.memory ??= "512 MB";
  args.nodejs ??= bundling;
  args.environment = $output(args.environment).apply((variables) => ({
    ...variables,
    NODE_OPTIONS: "--enable-source-maps",
  }));
  const own = args.transform ?? {};
  args.transform = {
    ...own,
    function: (lambda, options, logicalName) => {
      applyOwn(own.function, lambda, options, logicalName);
      lambda.environment = $output(lambda.environment).apply((environment) => ({
        variables: withoutLinkKey(environment?.variables ?? {}),
      }));
      return undefined;
    },
    role: (role, options, logicalName) => {
      // Fixed: the learners' roles name the grader's in their trust.
      role.name = name;
      applyOwn(own.role, role, options, logicalName);
      role.assumeRolePolicy = lambdaOnly;
      // AWSLambdaBasicExecutionRole allows to write every log group of the account.
      role.managedPolicyArns = [];
      role.inlinePolicies = $output(role.inlinePolicies).apply((policies) => [
        ...(policies ?? []),
        { name: "logs", policy: writeOwnLogs(name) },
      ]);
      return undefined;
    },
  };
});

/** What every function may do with logs: write those of its own name. */
export function writeOwnLogs(name: string) {
  return $jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: $interpolate`arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/${name}:*`,
      },
    ],
  });
}

/** A transform of a function's own: a callback, or what is to be replaced. */
function applyOwn<Args extends object, Options>(
  own: Partial<Args> | ((args: Args, options: Options, name: string) => unknown) | undefined,
  args: Args,
  options: Options,
  name: string,
): void {
  if (typeof own === "function") own(args, options, name);
  else Object.assign(args, own);
}

/** SST gives each function the key of its linked resources. Nothing is linked here. */
function withoutLinkKey(variables: Record<string, string>): Record<string, string> {
  const { SST_KEY, SST_KEY_FILE, SST_RESOURCE_App, ...ours } = variables;
  return ours;
}
