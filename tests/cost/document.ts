import { assumptions, memoryGb } from "./assumptions.ts";
import { type BillLine, dollarsOf, totalDollars } from "./bill.ts";
import { type CostEstimate, centsPer1000, courseLearners } from "./estimate.ts";
import { accessLogBytes, lambdaLogBytes } from "./platform-logs.ts";
import { prices } from "./prices.ts";
import { requestsOf, secondsToVerdict } from "./submission-bill.ts";

/** docs/cost.md. The same counts give the same text. */
export function costDocument(estimate: CostEstimate): string {
  const { counted, idle, labs, submission, idleMonth, courseMonth } = estimate;
  const cents = centsPer1000(estimate);
  const idleDollars = totalDollars(idleMonth);
  const courseDollars = idleDollars + totalDollars(courseMonth);
  const stages = labs.reduce((sum, lab) => sum + lab.stages, 0);
  const submissions = courseLearners * stages * assumptions.submissionsPerStage;
  const { grading } = counted;
  const learnerCalls = [...grading.calls].filter(([key]) => key.startsWith("learner "));
  return `# What it costs

Written by \`npm run cost\`. Counts come from the real functions over the local AWS and from the
resources of the synthesized production stage; prices are those of us-east-1 on demand, without the
free tier. What can't be counted on a laptop is listed under *Assumptions*.

| | |
| --- | --- |
| 1,000 graded submissions | **${cents.toFixed(2)} cents** (aim: at most 2.5) |
| a stage in which nothing happens | **${dollars(idleDollars)}** a month |
| ${courseLearners} learners, ${labs.length} labs, all in one month | **${dollars(courseDollars)}**, ${dollars(courseDollars / courseLearners)} a learner |

## A graded submission

The first stage of \`dynamodb-introduction\`, handed in with \`labgrader submit\`: ${requestsOf(counted).length} requests to the API
until the verdict, ${secondsToVerdict(counted).toFixed(1)} seconds later; ${sum(learnerCalls)} calls in the learner's account, which AWS does not
charge; ${counted.logBytes} bytes of our own log lines.

${billTable(submission, { factor: 100_000, unit: "cents for 1,000" })}

**What dominates:** ${dominating(submission)}.
**What would halve it:** nothing alone. Writes are the protocol itself: accept, claim, commit and
clear are two units each, the item and its place in the index, beside evidence, grade and cell. Each
look before the verdict would add ${centsOfPoll(estimate)} cents, so the receipt says when the first
one is worth it. What is left to save: Lambda's own lines START, END and REPORT (${lambdaLines(estimate)} cents,
but one looks for them when a function is slow), and a batch window (several submissions in one
invocation, but a slower verdict).

## A stage in which nothing happens

${idle.functions} functions, ${idle.alarmMetrics} metrics with alarms, ${idle.polledQueues} queues that Lambda polls, ${count(idle.dashboards, "dashboard")}, ${count(idle.schedules.length, "schedule")}${idle.distributions === 0 ? "" : `, ${count(idle.distributions, "distribution")}`}.

${billTable(idleMonth, { factor: 1, unit: "dollars a month" })}

Free in themselves: queues, bus, user pool, functions, roles, table and its index while empty, a
budget without actions, the first 1,000 mails of SNS, certificates, an idle distribution.

**What dominates:** ${dominating(idleMonth)}. **What would halve it:** the dashboard; AWS gives an
account three of them and ten alarms free, so that a bill usually begins lower. A stage of one's
own is removed with \`npx sst remove\` and then costs nothing.

## ${courseLearners} learners, ${labs.length} labs

All labs in one month: ${stages} stages, each handed in ${assumptions.submissionsPerStage} times, ${submissions.toLocaleString("en")} submissions.

${billTable(grouped(courseMonth), { factor: 1, unit: "dollars a month" })}

With the idle stage ${dollars(courseDollars)}. **What dominates:** ${dominating([...idleMonth, ...courseMonth])}. **What would halve
it:** signing in less often does not help, Cognito counts people; its plan Lite costs about a third,
and can't be had while access tokens carry claims of ours. Custom metrics are charged for the hours
in which they are sent, so that the line is the most they can be.

## What a lab costs the learner

Each stage graded once. Reading settings is free in AWS; KMS and CloudWatch charge for being asked.

| lab | its resources, at most | our calls | what they cost |
| --- | ---: | ---: | ---: |
${labs.map(({ id, resourcesDollars, calls, callsDollars }) => `| ${id} | ${resourcesDollars.toFixed(2)} USD | ${calls} | ${callsDollars === 0 ? "nothing" : `${plainNumber(Number((callsDollars * 100).toPrecision(2)))} cents`} |`).join("\n")}

## Assumptions

Not measured: AWS's speed can't be had from a laptop. All are on the dear side.

| what | value |
| --- | ---: |
${Object.entries(assumed)
  .map(([what, value]) => `| ${what} | ${value} |`)
  .join("\n")}

## Prices

In \`tests/cost/prices.ts\`. AWS's pages fill their numbers in by script, so none was read there: a
price was compared with a description of its page, or is only remembered. Compare them with the
source before you rely on a number.

| unit | dollars | as of | compared | source |
| --- | ---: | --- | --- | --- |
${Object.values(prices)
  .map(
    ({ unit, dollars: amount, asOf, checked, source }) =>
      `| ${unit} | ${plainNumber(amount)} | ${asOf} | ${checked === "no" ? "not re-checked" : "with a description"} | ${source} |`,
  )
  .join("\n")}
`;
}

const assumed: Readonly<Record<string, string>> = {
  "a call of ours, from Lambda in the same region": `${assumptions.ownCallMs} ms`,
  "a level of calls in the learner's account": `${assumptions.learnerCallMs} ms`,
  [`computing of a grading, with ${memoryGb * 1024} MB`]: `${assumptions.gradingCpuMs} ms`,
  "computing of a request": `${assumptions.requestCpuMs} ms`,
  "computing of a run of a schedule": `${assumptions.reconcilerCpuMs} ms`,
  "lines that Lambda writes for each invocation": `${lambdaLogBytes} bytes`,
  "a line of the API's access log": `${accessLogBytes} bytes`,
  "headers of an answer": `${assumptions.headerBytes} bytes`,
  "receives in flight at an empty queue": `${assumptions.pollers}, ${assumptions.longPollSeconds} s each`,
  "a stored submission with everything": `${assumptions.storedBytes} bytes`,
  "submissions of a learner and stage": `${assumptions.submissionsPerStage}`,
  "further requests of a learner in a month": `${assumptions.furtherRequests}`,
  "the web page, of a learner in a month": `${assumptions.pageBytes / 1e6} MB`,
  "submissions in one invocation of the grader": "1",
};

function billTable(
  lines: readonly BillLine[],
  { factor, unit }: { readonly factor: number; readonly unit: string },
): string {
  const rows = lines
    .filter((line) => line.count > 0)
    .toSorted((left, right) => dollarsOf(right) - dollarsOf(left))
    .map(
      (line) =>
        `| ${line.what} | ${rounded(line.count)} | ${prices[line.price].unit} | ${significant(dollarsOf(line) * factor)} |`,
    );
  const total = `| **in all** | | | **${(totalDollars(lines) * factor).toFixed(3)}** |`;
  return [`| what | count | of | ${unit} |`, "| --- | ---: | --- | ---: |", ...rows, total].join(
    "\n",
  );
}

/** What is counted in the same unit for the same reason stands in one line. */
function grouped(lines: readonly BillLine[]): readonly BillLine[] {
  const sums = new Map<string, BillLine>();
  for (const line of lines) {
    const [what = ""] = line.what.split(": ");
    const key = `${what} ${line.price}`;
    sums.set(key, { ...line, what, count: line.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()];
}

function dominating(lines: readonly BillLine[]): string {
  const total = totalDollars(lines);
  return lines
    .toSorted((left, right) => dollarsOf(right) - dollarsOf(left))
    .slice(0, 3)
    .map((line) => `${line.what} (${Math.round((dollarsOf(line) / total) * 100)} %)`)
    .join(", ");
}

function centsOfPoll({ counted }: CostEstimate): string {
  const { firstPoll } = counted;
  const dollarsOfOne =
    prices.apiRequest.dollars +
    prices.invocation.dollars +
    firstPoll.readUnits * prices.tableRead.dollars +
    ((lambdaLogBytes + accessLogBytes) / 1e9) * prices.log.dollars;
  return (dollarsOfOne * 100_000).toFixed(2);
}

function lambdaLines({ counted }: CostEstimate): string {
  const bytes = (requestsOf(counted).length + 1) * lambdaLogBytes;
  return ((bytes / 1e9) * prices.log.dollars * 100_000).toFixed(2);
}

function sum(entries: readonly (readonly [string, number])[]): number {
  return entries.reduce((all, [, each]) => all + each, 0);
}

function count(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}

function dollars(amount: number): string {
  return `${amount.toFixed(2)} USD`;
}

/** Three significant digits, without an exponent. */
function rounded(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return plainNumber(Number(value.toPrecision(3)));
}

/** At least three decimals, more where they would all be zero. */
function significant(value: number): string {
  return value < 0.001 ? plainNumber(Number(value.toPrecision(1))) : value.toFixed(3);
}

function plainNumber(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 6, useGrouping: false });
}
