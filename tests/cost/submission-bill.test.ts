import { describe, expect, it } from "vitest";
import { assumptions } from "./assumptions.ts";
import type { CountedRequest, CountedSubmission } from "./count-submission.ts";
import { requestsOf, secondsToVerdict, submissionBill } from "./submission-bill.ts";

function aRequest(request: Partial<CountedRequest> = {}): CountedRequest {
  return {
    writeUnits: 0,
    readUnits: 3,
    calls: new Map([["api dynamodb GetItem", 2]]),
    answerBytes: 100,
    retryAfterSeconds: undefined,
    ...request,
  };
}

function aSubmission(submission: Partial<CountedSubmission> = {}): CountedSubmission {
  return {
    listing: aRequest(),
    handingIn: aRequest({ writeUnits: 2 }),
    lookAfterSeconds: 4,
    firstPoll: aRequest({ retryAfterSeconds: 4 }),
    unchangedPoll: aRequest({ answerBytes: 0 }),
    lastPoll: aRequest(),
    grading: {
      writeUnits: 9,
      readUnits: 9,
      calls: new Map([
        ["grader sqs ReceiveMessage", 1],
        ["grader dynamodb UpdateItem", 3],
        ["learner dynamodb DescribeTable", 1],
      ]),
    },
    levels: 2,
    logBytes: 900,
    metrics: [],
    ...submission,
  };
}

describe("the bill of a submission", () => {
  it("has no look before the receipt says that something may be new", () => {
    const counted = aSubmission();

    expect(secondsToVerdict(counted)).toBeLessThan(counted.lookAfterSeconds);
    expect(requestsOf(counted)).toEqual([counted.listing, counted.handingIn, counted.lastPoll]);
  });

  it("has a look whenever the API says that something may be new", () => {
    const counted = aSubmission({
      lookAfterSeconds: 0,
      firstPoll: aRequest({ retryAfterSeconds: 2 }),
    });

    expect(requestsOf(counted).slice(2)).toEqual([
      counted.firstPoll,
      counted.unchangedPoll,
      counted.lastPoll,
    ]);
  });

  it("charges every unit of every step, and no call in the learner's account", () => {
    const counted = aSubmission();
    const bill = submissionBill(counted);
    const count = (what: string) => bill.find((line) => line.what === what)?.count;

    expect(count("writes")).toBe(11);
    expect(count("reads")).toBe(3 * 3 + 9);
    expect(count("send, receive, delete")).toBe(1);
    const graderSeconds =
      assumptions.gradingCpuMs + 3 * assumptions.ownCallMs + 2 * assumptions.learnerCallMs;
    expect(count("computing of the grader")).toBeCloseTo((graderSeconds / 1000) * 0.5);
  });
});
