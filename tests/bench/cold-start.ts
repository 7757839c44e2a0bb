import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Bundle } from "../bundles/bundle.ts";
import { median } from "./metric.ts";

const rounds = 20;

/** Milliseconds from spawning Node to a loaded module, `empty` too; they take turns. */
export async function medianColdStarts(
  bundles: ReadonlyMap<string, Pick<Bundle, "file">>,
): Promise<ReadonlyMap<string, number>> {
  const modules = new Map([
    ["empty", "data:text/javascript,export const handler = () => undefined"],
    ...[...bundles].map(([name, { file }]): [string, string] => [name, `file://${file}`]),
  ]);
  const times = new Map([...modules.keys()].map((name): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, url] of modules) times.get(name)?.push(await coldStart(name, url));
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

async function coldStart(name: string, url: string): Promise<number> {
  const program = `await import(${JSON.stringify(url)}); process.stdout.write("loaded")`;
  const start = performance.now();
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  let text = "";
  let loadedMs = 0;
  child.stdout.on("data", (chunk) => {
    loadedMs ||= performance.now() - start;
    text += String(chunk);
  });
  await closed;
  if (text !== "loaded") throw new Error(`the function ${name} does not load: ${text}`);
  return loadedMs;
}

const queueUrl = "https://sqs.us-east-1.amazonaws.com/200000000000/grading";

/** As deployed, of every function. Nothing is asked of AWS while a module loads. */
const environment = {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "none",
  AWS_SECRET_ACCESS_KEY: "none",
  AWS_SESSION_TOKEN: "none",
  AWS_LAMBDA_FUNCTION_NAME: "lab-grader-bench",
  TABLE_NAME: "lab-grader",
  GRADING_QUEUE_URL: queueUrl,
  REGRADE_QUEUE_URL: queueUrl,
  DEAD_LETTER_QUEUE_URL: queueUrl,
  EVENT_BUS_NAME: "lab-grader",
  DEPLOYMENT_STAGE: "bench",
  GRADER_ACCOUNT_ID: "200000000000",
  GRADER_ROLE_ARN: "arn:aws:iam::200000000000:role/lab-grader-bench-grader",
  LOGIN_CLAIM: "preferred_username",
  SCHOOL_ASKS_SECOND_FACTOR: "no",
  NODE_OPTIONS: "--enable-source-maps",
};
