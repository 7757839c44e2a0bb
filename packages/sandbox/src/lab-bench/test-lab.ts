import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { startSandbox } from "../sandbox.ts";
import { collectFromSandbox } from "./collect-from-sandbox.ts";
import { isPublishable, type LabScores, labScores } from "./lab-scores.ts";
import { type CaseResult, playCase } from "./play-case.ts";

/** Every case of a lab against every criterion of its stage, and what that says of the lab. */
export interface LabTest {
  /** The solution of each stage first, then the cases in the order of the file. */
  readonly cases: readonly CaseResult[];
  readonly scores: LabScores;
  /** Every case came out as expected, and both scores are 100 %. */
  readonly isPassed: boolean;
}

/** Cases that run at the same time: more only wait for each other. */
const casesAtOnce = 8;
const graderAccountId = "999999999999";

/** Plays every case of a lab in a local sandbox of its own, each in its own account. */
export async function testLab(authored: AuthoredLab): Promise<LabTest> {
  const sandbox = await startSandbox();
  sandbox.createAccount({ accountId: graderAccountId });
  const collector = collectFromSandbox(sandbox);
  try {
    const { lab, cases } = authored;
    const played = [
      ...lab.stages.map(({ id }) => ({ stage: id, labCase: undefined })),
      ...cases.map((labCase) => ({ stage: labCase.stage, labCase })),
    ];
    const results = await atOnce(played, casesAtOnce, (one, index) =>
      playCase(authored, one, {
        sandbox,
        graderAccountId,
        accountId: String(100_000_000_001 + index),
        collect: collector.collect,
      }),
    );
    const scores = labScores(lab, cases, results);
    const isPassed = results.every((one) => one.isAsExpected) && isPublishable(scores);
    return { cases: results, scores, isPassed };
  } finally {
    collector.close();
    await sandbox.close();
  }
}

/** The results in the order of the items. */
async function atOnce<Item, Result>(
  items: readonly Item[],
  limit: number,
  run: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await run(item, index);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
