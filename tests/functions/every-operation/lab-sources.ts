import { readFileSync } from "node:fs";
import { Json } from "@lab-grader/core/json";
import { labOf } from "@lab-grader/core/lab/compile-stored-lab";
import type { Lab } from "@lab-grader/core/lab/lab";
import type { LabProof } from "@lab-grader/core/lab/lab-proof";
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

/** What its cases came out as, if it had none. */
export function proofOfAnotherVersion(): LabProof {
  const { stages } = compiled(anotherVersion());
  return {
    ...{ lab: "dynamodb-introduction", version: "1.1.0", stages: stages.map(({ id }) => id) },
    criteria: stages.flatMap(({ criteria }) => criteria.map(({ name }) => name)),
    ...{ cases: [], red: 1, green: 1, isPassed: true },
    missing: { red: [], lost: [], choices: [], cases: [] },
  };
}

/** The introduction's table, and the text that its last stage asks for. */
export function writtenLab(): Json {
  const { stages, ...lab } = introduction();
  const table = stages.build?.criteria.table;
  const assumptions = stages.correct?.criteria.assumptions;
  const build = { title: "Write it down", criteria: { table, assumptions } };
  return Json.parse({ ...lab, id: "written-lab", probes: [], stages: { build } });
}

/** The introduction's table, a question of each kind and a text, all in the first stage. */
export function questionsLab(): Json {
  const { stages, ...lab } = introduction();
  const {
    "fresh-read": freshRead,
    "read-units": readUnits,
    assumptions,
  } = stages.correct?.criteria ?? {};
  const criteria = {
    ...{ table: stages.build?.criteria.table, "fresh-read": freshRead },
    ...{ "read-units": readUnits, assumptions },
  };
  const build = { title: "Make a table, and say why", criteria };
  return Json.parse({
    ...{ ...lab, id: "questions-lab", title: "A table and four answers", probes: [] },
    stages: { build },
  });
}

/** A later version of the introduction that does not ask for the tag `environment`. */
export function milderVersion(): Json {
  const text = introductionText()
    .replace("version: 1.0.0", "version: 1.0.1")
    .replace("          environment: sandbox\n", "");
  return Json.parse(parse(text));
}

function compiled(source: Json): Lab {
  return labOf({ digest: "", labId: "dynamodb-introduction", version: "1.1.0", source });
}

function introduction(): z.infer<typeof Source> {
  return Source.parse(parse(introductionText()));
}

function introductionText(): string {
  return readFileSync(
    new URL("../../../labs/dynamodb-introduction/lab.yaml", import.meta.url),
    "utf8",
  );
}
