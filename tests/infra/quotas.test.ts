import { readFile } from "node:fs/promises";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Mapping, shortName, synthesized, typeNames } from "./synthesized.ts";

/** What docs/operations.md assumes of the course and says so. */
const learners = 10_000;
const lastSeconds = 600;
const requestsEach = 8;
const submissionSeconds = 5;
const requestSeconds = 0.2;
/** tests/aws/write-units.test.ts holds a submission to this. */
const writeUnitsEach = 12;
/** docs/data-model.md: into the index, out of it, seldom a move. */
const indexWritesEach = 3;
/** docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html */
const partitionWrites = 1000;

const app = synthesized("production");
const grading = app
  .all(typeNames.mapping, Mapping)
  .find(({ functionName }) => shortName(app, functionName) === "grader");
const [apiStage] = app.all(
  "aws:apigatewayv2/stage:Stage",
  z.object({
    defaultRouteSettings: z.object({
      throttlingRateLimit: z.number(),
      throttlingBurstLimit: z.number(),
    }),
  }),
);

describe("the hour with 10,000 learners in docs/operations.md", () => {
  it("is computed from what is deployed", async () => {
    const page = await readFile(new URL("../../docs/operations.md", import.meta.url), "utf8");
    const [, hour = ""] = page.split("## Ten thousand learners in one hour");
    const [section = ""] = hour.split("\n## ");
    const text = section.replace(/\s+/g, " ");

    const graders = grading?.scalingConfig.maximumConcurrency ?? 0;
    const batchSize = grading?.batchSize ?? 0;
    const { throttlingRateLimit: rate = 0, throttlingBurstLimit: burst = 0 } =
      apiStage?.defaultRouteSettings ?? {};
    const peak = learners / 2 / lastSeconds;
    const requests = peak * requestsEach;
    const atOnce = graders * batchSize;
    const slowest = atOnce / cloudTimings.recordDeadlineSeconds;
    const left = (peak - slowest) * lastSeconds;

    const numbers = [
      `${rounded(learners / 3600)} submissions a second on average, ${rounded(peak)} at the peak`,
      `| API requests | ${rounded(requests)} a second | ${rate} a second, ${burst} at once`,
      `| API functions at work | ${Math.ceil(requests * requestSeconds)} |`,
      `| graders at work | ${Math.ceil((peak * submissionSeconds) / batchSize)}, as long as batches are full; ${graders} at most`,
      `| submissions in grading | ${Math.ceil(peak * submissionSeconds)} | ${graders} graders × batches of ${batchSize} = ${atOnce} |`,
      `| submissions that get done | ${atOnce / submissionSeconds} a second; ${slowest} a second where each takes all of its ${cloudTimings.recordDeadlineSeconds} seconds`,
      `| messages in flight | ${atOnce} |`,
      `| writes to the table | ${rounded(peak * writeUnitsEach)} units a second, ${writeUnitsEach} each`,
      `${rounded(peak * indexWritesEach)} units a second, ${indexWritesEach} each | 1,000 a partition: ${Math.floor(partitionWrites / indexWritesEach)} submissions a second`,
      `at the deadline ${left.toLocaleString("en")} messages are left, and the last is graded ${Math.ceil(left / slowest / 60)} minutes later`,
      `from ${Math.floor(rate / requestsEach)} submissions a second on`,
      `within five minutes (${Math.floor(learners / 300)} a second)`,
      `submissions take longer than ${Math.floor(atOnce / peak / 1.2)} seconds at the peak`,
    ];
    for (const number of numbers) expect(text).toContain(number);
    expect(left / slowest).toBeLessThan(20 * 60);
  });
});

/** Two digits, as a person would write it. */
function rounded(value: number): string {
  return String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}
