// Runs in a process of its own, bundled into .sst/platform as SST bundles its program. Plain
// JavaScript, because what it imports is there only after `sst install`.
import { writeFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

const { stage, outFile, root, work, accountId, region } = JSON.parse(process.env.SYNTHESIS ?? "");
const isSecret = "4dabf18193072939515e22adb298388d";

const resources = [];
const outputs = {};
await pulumi.runtime.setMocks(
  { newResource: answerResource, call: answerCall },
  "lab-grader",
  stage,
  false,
);
recordRegistrations(pulumi.runtime.getMonitor());

globalThis.$dev = false;
globalThis.$cli = {
  command: "deploy",
  state: { version: {} },
  paths: { root, work, home: work, platform: `${root}/.sst/platform` },
};
globalThis.aws = await import("@pulumi/aws");
const { default: config } = await import("../../sst.config.ts");
const app = await config.app({ stage });
globalThis.$app = { ...app, stage, protect: app.protect ?? false, providers: { aws: {} } };
globalThis.sst = await import("../../.sst/platform/src/components/index.ts");
const { run } = await import("../../.sst/platform/src/auto/run.ts");

await pulumi.runtime.runInPulumiStack(async () => {
  const made = await run(config.run);
  for (const [name, output] of Object.entries(made))
    pulumi.output(output).apply((value) => {
      outputs[name] = value;
    });
});

// Resources are made inside of outputs that nobody awaits: all are there when nothing is left to do.
process.once("beforeExit", () => {
  writeFileSync(outFile, JSON.stringify({ app, outputs, resources }));
});

/** What the mock is told of a resource lacks its parent and its options. */
function recordRegistrations(monitor) {
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    resources.push({
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent().split("::").at(-1) ?? "",
      isOurs: request.getCustom(),
      isRetained: request.getRetainondelete(),
      inputs: plain(request.getObject()?.toJavaScript() ?? {}),
    });
    register(request, callback);
  };
}

function answerResource({ type, name, inputs }) {
  const service = type.split("/")[0].replace(/^aws:/, "");
  const called = inputs.name ?? name;
  return {
    id: `${called}-id`,
    state: {
      ...inputs,
      name: called,
      arn: arnOf(type, service, called),
      url: `https://sqs.${region}.amazonaws.com/${accountId}/${called}`,
      apiEndpoint: `https://${called}.execute-api.${region}.amazonaws.com`,
      executionArn: `arn:aws:execute-api:${region}:${accountId}:${called}`,
      invokeArn: `arn:aws:apigateway:${region}:lambda:path/functions/${called}/invocations`,
      domainName: inputs.domainName ?? `${called}.example.com`,
      domainValidationOptions: [
        { resourceRecordName: "_check", resourceRecordType: "CNAME", resourceRecordValue: "_acm" },
      ],
      zoneId: "Z00000000000000000000",
      hex: "00".repeat(32),
      base64: Buffer.alloc(32).toString("base64"),
    },
  };
}

function arnOf(type, service, name) {
  switch (type) {
    case "aws:iam/role:Role":
      return `arn:aws:iam::${accountId}:role/${name}`;
    case "aws:lambda/function:Function":
      return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
    case "aws:dynamodb/table:Table":
      return `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
    case "aws:cloudwatch/eventBus:EventBus":
      return `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
    default:
      return `arn:aws:${service}:${region}:${accountId}:${name}`;
  }
}

function answerCall({ token, inputs }) {
  switch (token) {
    case "aws:index/getRegion:getRegion":
      return { region, name: region, id: region };
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId, arn: `arn:aws:iam::${accountId}:root`, id: accountId };
    case "aws:index/getPartition:getPartition":
      return { partition: "aws", dnsSuffix: "amazonaws.com" };
    case "aws:iam/getPolicyDocument:getPolicyDocument":
      return { ...inputs, json: JSON.stringify(documentOf(inputs.statements ?? [])) };
    default:
      return inputs;
  }
}

function documentOf(statements) {
  return {
    Version: "2012-10-17",
    Statement: statements.map(
      ({ effect = "Allow", actions, resources, principals, conditions }) => ({
        Effect: effect,
        Action: actions,
        ...(resources && { Resource: resources }),
        ...(principals && {
          Principal: Object.fromEntries(
            principals.map(({ type, identifiers }) => [type, identifiers]),
          ),
        }),
        ...(conditions && { Condition: conditionsOf(conditions) }),
      }),
    ),
  };
}

function conditionsOf(conditions) {
  const byTest = {};
  for (const { test, variable, values } of conditions)
    byTest[test] = { ...byTest[test], [variable]: values };
  return byTest;
}

/** Inputs as JSON; what Pulumi keeps secret stays so. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  if (isSecret in value) return { secret: true };
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held)]));
}
