import { describe, expect, it } from "vitest";
import { type RecordedCall, StepRecorder } from "./recorded-steps.ts";
import { writtenSolution } from "./write-solution.ts";
import { parseYaml } from "./yaml-source.ts";

const backupArn =
  "arn:aws:dynamodb:us-east-1:100000000001:table/lab-orders/backup/01700000000000-abcd1234";

function aRecorder(taken: readonly string[] = []) {
  return new StepRecorder({
    variables: {
      region: "us-east-1",
      table: "lab-orders",
      restored: "lab-orders-restored",
      "learner.accountId": "100000000001",
    },
    taken,
  });
}

function aCall(changes: Partial<RecordedCall> = {}): RecordedCall {
  return {
    service: "dynamodb",
    command: "create-table",
    region: "us-east-1",
    input: { TableName: "lab-orders" },
    output: {},
    ...changes,
  };
}

describe("StepRecorder", () => {
  it("writes a call as a step with the lab's variables, named by its command", () => {
    const recorder = aRecorder();

    expect(recorder.record(aCall())).toEqual({
      name: "create-table",
      source: { "dynamodb create-table": { TableName: "$table" } },
    });
  });

  it("makes names unique, also against other stages", () => {
    const recorder = aRecorder(["create-table"]);

    const names = [recorder.record(aCall()), recorder.record(aCall())].map((step) => step?.name);

    expect(names).toEqual(["create-table-2", "create-table-3"]);
  });

  it("keeps the names of the steps that it takes the place of, command by command", () => {
    const recorder = new StepRecorder({
      variables: {},
      taken: [],
      former: [
        { name: "make-it", service: "dynamodb", command: "create-table" },
        { name: "make-another", service: "dynamodb", command: "create-table" },
      ],
    });

    const calls = [aCall(), aCall({ command: "put-item" }), aCall(), aCall()];

    expect(calls.map((call) => recorder.record(call)?.name)).toEqual([
      ...["make-it", "put-item", "make-another", "create-table"],
    ]);
  });

  it.each([
    ["describe-table", {}],
    ["list-tables", {}],
    ["query", {}],
    ["transact-get-items", {}],
    ["execute-statement", { Statement: "SELECT * FROM t" }],
  ])("leaves out %s: it changes nothing", (command, input) => {
    expect(aRecorder().record(aCall({ command, input }))).toBeUndefined();
  });

  it("keeps what writes items", () => {
    const input = { TableName: "lab-orders", Item: { id: { S: "1" } } };

    const step = aRecorder().record(aCall({ command: "put-item", input }));

    expect(step?.source).toEqual({
      "dynamodb put-item": { TableName: "$table", Item: { id: { S: "1" } } },
    });
  });

  it("takes the longest variable, and none in the middle of a name", () => {
    const input = { A: "lab-orders-restored", B: "lab-orders-2", C: "my-lab-orders", D: "$5" };

    const step = aRecorder().record(aCall({ input }));

    expect(step?.source).toEqual({
      "dynamodb create-table": { A: "$restored", B: "lab-orders-2", C: "my-lab-orders", D: "$$5" },
    });
  });

  it("says an ARN in variables where it can, else by the answer that AWS gave", () => {
    const recorder = aRecorder();
    const tableArn = "arn:aws:dynamodb:us-east-1:100000000001:table/lab-orders";
    recorder.record(aCall({ output: { TableDescription: { TableArn: tableArn } } }));
    recorder.record(
      aCall({
        command: "create-backup",
        input: { TableName: "lab-orders", BackupName: "first" },
        output: { BackupDetails: { BackupArn: backupArn } },
      }),
    );

    const input = { ResourceArn: tableArn, BackupArn: backupArn };
    const step = recorder.record(aCall({ command: "restore-table-from-backup", input }));

    expect(step?.source).toEqual({
      "dynamodb restore-table-from-backup": {
        ResourceArn: "arn:aws:dynamodb:$region:$learner.accountId:table/$table",
        BackupArn: "${create-backup.BackupDetails.BackupArn}",
      },
    });
  });

  it("opens policies, keeps IAM's variables, names another region and drops made-up tokens", () => {
    const Policy = JSON.stringify({ Statement: [{ Resource: "${aws:PrincipalTag/x}" }] });
    const ClientRequestToken = "7b1c8e0e-8f3b-4b0f-9c8e-0a5a4c7f2d11";

    const step = aRecorder().record(
      aCall({
        command: "put-resource-policy",
        region: "us-west-2",
        input: { Policy, ClientRequestToken },
      }),
    );

    expect(step?.source).toEqual({
      "dynamodb put-resource-policy": {
        Policy: { Statement: [{ Resource: "${aws:PrincipalTag/x}" }] },
      },
      in: "us-west-2",
    });
  });
});

describe("writtenSolution", () => {
  const step = { name: "make-it", source: { "dynamodb create-table": { TableName: "$table" } } };
  const order = ["build", "break"];

  it("replaces one stage, keeps its answers, the others and their comments", () => {
    const text = `# One right way.
build:
  old: { dynamodb delete-table: { TableName: $table } }
  answers: { why: 42 }
break: # how it goes wrong
  lose-it:
    dynamodb delete-item: { TableName: $table }
`;

    const written = writtenSolution(text, { stage: "build", steps: [step], order });

    expect(written).toBe(`# One right way.
build:
  make-it:
    dynamodb create-table: { TableName: $table }
  answers: { why: 42 }
break: # how it goes wrong
  lose-it:
    dynamodb delete-item: { TableName: $table }
`);
  });

  it("puts a new stage in the order of the lab, also into an empty file", () => {
    const later = writtenSolution("", { stage: "break", steps: [step], order });
    const both = writtenSolution(later, { stage: "build", steps: [step], order });

    const yaml = parseYaml("solution.yaml", both);
    expect(yaml.ok && Object.keys(Object(yaml.value.value))).toEqual(["build", "break"]);
  });
});
