import { cloudTimings, localTimings } from "@lab-grader/core/grading/timings";
import { describe, expect, it } from "vitest";
import {
  CommonEnvironment,
  GraderEnvironment,
  readEnvironment,
  SignInEnvironment,
} from "./config.ts";

const good = {
  TABLE_NAME: "lab-grader",
  GRADING_QUEUE_URL: "http://localhost:4600/200000000000/grading",
  REGRADE_QUEUE_URL: "http://localhost:4600/200000000000/regrade",
  DEAD_LETTER_QUEUE_URL: "http://localhost:4600/200000000000/grading-dead-letters",
  EVENT_BUS_NAME: "lab-grader-local-events",
  DEPLOYMENT_STAGE: "local",
  GRADER_ACCOUNT_ID: "200000000000",
  AWS_REGION: "us-east-1",
};

describe("readEnvironment", () => {
  it("takes the timings of the cloud unless others are given", () => {
    const GRADING_TIMINGS = JSON.stringify(localTimings);

    expect(readEnvironment(CommonEnvironment, good).GRADING_TIMINGS).toEqual(cloudTimings);
    expect(readEnvironment(GraderEnvironment, { ...good, GRADING_TIMINGS })).toEqual({
      ...good,
      GRADING_TIMINGS: localTimings,
    });
  });

  it.each([
    ["TABLE_NAME", undefined, /TABLE_NAME: found nothing, expected the name of the DynamoDB table/],
    ["TABLE_NAME", "a b", /TABLE_NAME: found "a b", expected the name of the DynamoDB table/],
    ["GRADING_QUEUE_URL", "grading", /GRADING_QUEUE_URL: found "grading", expected the URL/],
    [
      "EVENT_BUS_NAME",
      "arn:aws:events",
      /EVENT_BUS_NAME: found "arn:aws:events", expected the name of the event bus/,
    ],
    ["GRADER_ACCOUNT_ID", "12", /GRADER_ACCOUNT_ID: found "12", expected an AWS account id/],
    ["DEPLOYMENT_STAGE", "Prod", /DEPLOYMENT_STAGE: found "Prod", expected the stage/],
    ["AWS_REGION", "here", /AWS_REGION: found "here", expected an AWS region/],
    ["GRADING_TIMINGS", "{", /GRADING_TIMINGS: found "{", expected JSON of the grading timings/],
    [
      "GRADING_TIMINGS",
      JSON.stringify({ ...localTimings, maxClaims: 0 }),
      /GRADING_TIMINGS.maxClaims: found 0, expected/,
    ],
  ])("names %s where it is %s", (name, value, message) => {
    expect(() => readEnvironment(GraderEnvironment, { ...good, [name]: value })).toThrow(message);
  });

  it("names every wrong variable at once, and only what the entry needs", () => {
    expect(() => readEnvironment(GraderEnvironment, {})).toThrow(/TABLE_NAME.*\n.*QUEUE_URL/s);
    expect(() =>
      readEnvironment(CommonEnvironment, {
        ...good,
        GRADER_ACCOUNT_ID: undefined,
        EVENT_BUS_NAME: undefined,
      }),
    ).not.toThrow();
  });

  it("wants a plain yes or no on the second factor of the school's login", () => {
    const signIn = { ...good, LOGIN_CLAIM: "uid", SCHOOL_ASKS_SECOND_FACTOR: "maybe" };

    expect(() => readEnvironment(SignInEnvironment, signIn)).toThrow(
      /SCHOOL_ASKS_SECOND_FACTOR: found "maybe", expected yes or no/,
    );
  });

  it("cuts what it found, in case a secret was put in the wrong place", () => {
    const secret = `abcde${"0123456789".repeat(3)}`;

    const read = () => readEnvironment(CommonEnvironment, { ...good, AWS_REGION: secret });

    expect(read).toThrow(/AWS_REGION: found "abcde… \(37 characters\), expected an AWS region/);
  });
});
