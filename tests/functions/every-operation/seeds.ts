import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createAssignment, getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { changeCohort, getCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import { inquire } from "@lab-grader/core/contracts/endpoints/inquiries";
import { publishLab } from "@lab-grader/core/contracts/endpoints/labs";
import { planRegrade } from "@lab-grader/core/contracts/endpoints/regrades";
import { enrolLearner } from "@lab-grader/core/contracts/endpoints/roster";
import { type Job, JobRecord } from "@lab-grader/core/jobs/job";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aSubmission } from "@lab-grader/core/testing";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { localRegion } from "@lab-grader/sandbox/local-system/grader-account";
import { buildSolution } from "../../bench/build-solution.ts";
import { writtenLab } from "./lab-sources.ts";
import { staffMember, type World } from "./world.ts";

/** What several operations need; made when it is first asked for. */
export interface Seeds {
  /** Two submissions of learner-01, whose account is as the lab asks. */
  graded(): Promise<readonly [SubmissionView, SubmissionView]>;
  /** A submission of learner-03, whose table lacks what the lab asks for. */
  wanting(): Promise<SubmissionView>;
  /** An assignment whose points fall with the days; late tokens can be spent on it. */
  lateAssignment(): Promise<string>;
  /** An assignment that asks for a text. */
  writtenAssignment(): Promise<string>;
  /** A text of this learner's that nobody has marked. */
  unmarked(place: number): Promise<SubmissionView>;
  /** A regrade that is planned. */
  plan(): Promise<string>;
  /** A question of learner-03 about a verdict. */
  inquiry(): Promise<string>;
  /** A submission in this state that nothing will happen to by itself. */
  resting(place: number, state: "queued" | "failed"): Promise<string>;
  /** A job that nothing will happen to by itself. */
  restingJob(): Promise<string>;
  /** A learner who is on the roster and has done nothing. */
  enrolled(login: string): Promise<string>;
}

const farAhead = "2999-01-01T00:00:00.000Z";
const jobId = "job_000000000001";

/** Seeds of one world. */
export function createSeeds(world: World): Seeds {
  const { system, cohortId, assignmentId } = world;
  const staff = world.clientOf(staffMember);
  const params = { cohortId };
  const built = new Map<number, Promise<void>>();
  const build = (place: number) => {
    const learner = learnerAt(place, world);
    const building = built.get(place) ?? buildSolution(system.sandboxUrl, learner);
    built.set(place, building);
    return building;
  };
  const written = once(async () => {
    const lab = await staff.call(publishLab, { body: { source: writtenLab() } });
    const { endsAt } = await staff.call(getCohort, { params });
    const made = await staff.call(createAssignment, {
      params,
      body: {
        ...{ lab: lab.labId, labVersion: lab.version, title: "Write it down", dueAt: endsAt },
        ...{ opensAt: "2026-01-01T00:00:00Z", attemptLimit: null, coolDownSeconds: null },
      },
      idempotencyKey: "written",
    });
    return made.assignmentId;
  });
  const wanting = once(async () => {
    await makePlainTable(learnerAt(3, world).accessKeyId, system.sandboxUrl);
    return await world.handedIn("learner-03");
  });

  return {
    wanting,
    writtenAssignment: written,
    graded: once(async () => {
      await build(1);
      return [await world.handedIn("learner-01"), await world.handedIn("learner-01")];
    }),
    lateAssignment: once(async () => {
      const { version } = await staff.call(getCohort, { params });
      await staff.call(changeCohort, { params, body: { version, lateTokens: 3 } });
      const seeded = await staff.call(getAssignment, { params: { assignmentId } });
      const made = await staff.call(createAssignment, {
        params,
        body: {
          ...{ lab: seeded.lab.id, labVersion: seeded.lab.version, title: "The same, late" },
          ...{ opensAt: "2026-01-01T00:00:00Z", dueAt: "2026-01-02T00:00:00Z" },
          ...{ closesAt: seeded.closesAt, coolDownSeconds: null },
          latePolicy,
        },
        idempotencyKey: "late",
      });
      return made.assignmentId;
    }),
    unmarked: async (place) => {
      await build(place);
      return await world.handedIn(learnerAt(place, world).login, {
        ...{ assignmentId: await written(), answers: { assumptions: "One table, on demand." } },
      });
    },
    plan: once(async () => {
      await world.system.settled();
      const job = await staff.call(planRegrade, {
        params: { assignmentId },
        body: { lab: "same", reason: "to see what changes" },
      });
      return (await world.ended(job)).jobId;
    }),
    inquiry: once(async () => {
      const { submissionId } = await wanting();
      const { inquiryId } = await world.clientOf("learner-03").call(inquire, {
        params: { submissionId },
        body: { criterion: "recoverable", text: "It was on." },
      });
      return inquiryId;
    }),
    resting: async (place, state) => {
      const { learnerId, accountId } = learnerAt(place, world);
      const submission = aSubmission({
        ...{ assignmentId, cohortId, learnerId, accountId, state },
        labDigest: system.cohort.labDigest,
        ...(state === "queued" ? { dueAt: farAhead } : failed),
      });
      await system.table.put(SubmissionRecord, submission);
      return submission.submissionId;
    },
    restingJob: async () => {
      const job: Job = {
        ...{ jobId, kind: "seal", cohortId, by: staffMember, state: "queued", version: 1 },
        ...{ startedAt: "2026-03-01T12:00:00.000Z", dueAt: farAhead, input: {} },
      };
      await system.table.put(JobRecord, job);
      return jobId;
    },
    enrolled: async (login) => {
      const { learnerId } = await staff.call(enrolLearner, { params, body: { login } });
      return learnerId;
    },
  };
}

const latePolicy = {
  ...{ percentPerInterval: 10, intervalSeconds: 86_400, graceSeconds: 0 },
  ...{ floorPercent: 50, tokens: 2 },
};

const failed = {
  ...{ claim: 6, closedAt: "2026-03-01T12:30:00.000Z" },
  fault: { reason: "platform.dead_letter", params: {} },
} as const;

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function learnerAt(place: number, { system }: World) {
  const learner = system.cohort.learners[place - 1];
  if (!learner) throw new Error(`the local system has no learner ${place}`);
  return learner;
}

async function makePlainTable(accessKeyId: string, endpoint: string): Promise<void> {
  const dynamoDb = new DynamoDBClient({
    ...{ endpoint, region: localRegion },
    credentials: { accessKeyId, secretAccessKey: "local" },
  });
  await dynamoDb.send(
    new CreateTableCommand({
      TableName: "lab-orders",
      KeySchema: [
        { AttributeName: "customerId", KeyType: "HASH" },
        { AttributeName: "orderId", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "customerId", AttributeType: "S" },
        { AttributeName: "orderId", AttributeType: "S" },
      ],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  dynamoDb.destroy();
}
