import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { type LabTest, openLabBench } from "./bench.ts";

/** Plays every case of a lab in a local sandbox of its own, each in its own account. */
export async function testLab(authored: AuthoredLab): Promise<LabTest> {
  const bench = openLabBench();
  try {
    return await bench.test(authored);
  } finally {
    await bench.close();
  }
}
