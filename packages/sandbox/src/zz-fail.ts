import { startLocalSystem } from "./local-system/local-system.ts";
const t = performance.now();
const say = (...a: unknown[]) => console.log((performance.now() - t).toFixed(0), ...a);
const system = await startLocalSystem({ learners: 3, logs: (s, x) => { if (!x.includes("_aws")) say(s, x.slice(0, 400).trim()); } });
const learners = system.cohort.learners;
const by = (i: number) => system.sandbox.accounts.get(learners[i]?.accountId ?? "");
by(0).changeSwitches({ serverErrors: ["*"] });
by(1).changeSwitches({ throttle: [{ every: 2 }] });
by(2).changeSwitches({ denyActions: ["dynamodb:DescribeTable"] });
await Promise.all(learners.map(async (a) => {
const headers = { authorization: `Bearer ${await system.tokenFor(a.login)}`, "content-type": "application/json", "idempotency-key": "k" };
await fetch(`${system.apiUrl}/v1/assignments/${system.cohort.assignmentId}/submissions`, { method: "POST", headers, body: '{"stage":"build"}' });
}));
await system.idle();
say("idle");
for (const c of system.sandbox.calls.list().filter((c) => ["ReceiveMessage", "SendMessage", "ChangeMessageVisibility", "UpdateItem", "DeleteMessageBatch"].includes(c.operation))) console.log(new Date(c.at).toISOString(), c.operation, c.status, c.durationMs.toFixed(0), c.callerArn);
await system.close();
