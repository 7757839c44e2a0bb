import { readFileSync } from "node:fs";
import { Json } from "@lab-grader/core/json";
import { parse } from "yaml";
import * as z from "zod";

const Source = z.looseObject({
  stages: z.record(
    z.string(),
    z.looseObject({ criteria: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

/** The introduction, as a version that nobody has published. */
export function anotherVersion(): Json {
  return Json.parse({ ...introduction(), version: "1.1.0" });
}

/** The introduction's table, and the text that its last stage asks for. */
export function writtenLab(): Json {
  const { stages, ...lab } = introduction();
  const table = stages.build?.criteria.table;
  const assumptions = stages.correct?.criteria.assumptions;
  const build = { title: "Write it down", criteria: { table, assumptions } };
  return Json.parse({ ...lab, id: "written-lab", probes: [], stages: { build } });
}

function introduction(): z.infer<typeof Source> {
  const file = new URL("../../../labs/dynamodb-introduction/lab.yaml", import.meta.url);
  return Source.parse(parse(readFileSync(file, "utf8")));
}
