import { afterEach, describe, expect, it } from "vitest";
import {
  createLocalFunction,
  type LocalFunction,
  type LocalFunctionOptions,
} from "./local-function.ts";

const started: LocalFunction[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((local) => local.close()));
});

function aFunction(options: Partial<LocalFunctionOptions> = {}): LocalFunction {
  const local = createLocalFunction({
    name: "grader",
    entry: new URL("./fixtures/handlers.ts", import.meta.url),
    accountId: "200000000000",
    region: "us-east-1",
    environment: () => ({ TABLE_NAME: "lab-grader" }),
    timeoutSeconds: 20,
    maximumConcurrency: 1,
    ...options,
  });
  started.push(local);
  return local;
}

function threadIdOf(echo: unknown): unknown {
  return typeof echo === "object" && echo !== null && "threadId" in echo
    ? echo.threadId
    : undefined;
}

describe("a local function", () => {
  it("gives the handler the event and Lambda's context, and keeps its instance", async () => {
    const grader = aFunction();

    const first = await grader.invoke({ kind: "echo", at: new Date(0), absent: undefined });
    const second = await grader.invoke({ kind: "echo" });

    expect(first).toMatchObject({
      event: { kind: "echo", at: "1970-01-01T00:00:00.000Z" },
      functionName: "grader",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      invocations: 1,
    });
    expect(first).toHaveProperty("remaining", expect.closeTo(20_000, -3));
    expect(second).toMatchObject({ invocations: 2 });
  });

  it("has its own environment and nothing of the host's", async () => {
    const grader = aFunction();

    const environment = await grader.invoke({ kind: "environment" });

    expect(environment).toEqual({ TABLE_NAME: "lab-grader" });
  });

  it("is killed when its time is over, and starts again for the next event", async () => {
    const grader = aFunction({ timeoutSeconds: 0.3 });
    await grader.start();

    const hung = grader.invoke({ kind: "hang" });

    await expect(hung).rejects.toMatchObject({
      kind: "timeout",
      errorType: "Sandbox.Timedout",
      message: expect.stringContaining("Task timed out after 0.30 seconds"),
    });
    expect(await grader.invoke({ kind: "echo" })).toMatchObject({ invocations: 1 });
  });

  it.each([
    ["exit", "exit status 7"],
    ["unhandled", "nobody caught this"],
  ])("fails only the invocation under which its thread ends (%s)", async (kind, reason) => {
    const grader = aFunction();

    const [crashed, next] = await Promise.allSettled([
      grader.invoke({ kind }),
      grader.invoke({ kind: "echo" }),
    ]);

    expect(crashed).toMatchObject({
      status: "rejected",
      reason: { kind: "exit", message: expect.stringContaining(reason) },
    });
    expect(next).toMatchObject({ status: "fulfilled", value: { invocations: 1 } });
  });

  it("hands on what the handler throws, and lives on", async () => {
    const grader = aFunction();

    const threw = grader.invoke({ kind: "throw" });

    await expect(threw).rejects.toMatchObject({
      kind: "handler",
      errorType: "TypeError",
      message: "not today",
    });
    expect(await grader.invoke({ kind: "echo" })).toMatchObject({ invocations: 2 });
  });

  it("refuses an answer that Lambda would refuse", async () => {
    await expect(aFunction().invoke({ kind: "large" })).rejects.toMatchObject({
      errorType: "Function.ResponseSizeTooLarge",
    });
  });

  it("runs one invocation per instance, at most as many instances as it may have", async () => {
    const grader = aFunction({ maximumConcurrency: 2 });

    const meeting = await Promise.all([
      grader.invoke({ kind: "meet" }),
      grader.invoke({ kind: "meet" }),
    ]);
    const later = await Promise.all(
      Array.from({ length: 6 }, () => grader.invoke({ kind: "echo" })),
    );

    expect(new Set(meeting).size).toBe(2);
    for (const echo of later) {
      expect(meeting).toContain(threadIdOf(echo));
    }
    expect(grader.pending).toBe(0);
  });

  it("says what kept it from starting", async () => {
    const entry = new URL("./fixtures/bad-environment.ts", import.meta.url);
    const grader = aFunction({ entry });

    const expected = {
      kind: "init",
      message: "the function grader could not start: TABLE_NAME: expected the name of a table",
    };
    await expect(grader.start()).rejects.toMatchObject(expected);
    await expect(grader.invoke({})).rejects.toMatchObject(expected);
  });

  it("passes on what the function writes", async () => {
    const texts: string[] = [];
    const written = Promise.withResolvers<void>();
    const grader = aFunction({
      log: (text) => {
        texts.push(text);
        written.resolve();
      },
    });

    await grader.invoke({ kind: "echo" });
    await written.promise;

    expect(texts.join("")).toBe("echo\n");
  });

  it("fails what runs when it is closed, and takes nothing more", async () => {
    const grader = aFunction();
    await grader.start();
    const hung = grader.invoke({ kind: "hang" });
    const waiting = grader.invoke({ kind: "echo" });

    const outcomes = Promise.allSettled([hung, waiting]);
    await grader.close();

    expect(await outcomes).toMatchObject([
      { reason: { kind: "exit" } },
      { reason: { kind: "closed" } },
    ]);
    await expect(grader.invoke({})).rejects.toMatchObject({ kind: "closed" });
  });
});
