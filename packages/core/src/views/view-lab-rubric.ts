import { proposedRules } from "../cohorts/assignment-of-lab.ts";
import { pointsOf, roundedPoints, sumOfPoints } from "../grading/points.ts";
import { JsonObject } from "../json.ts";
import { bindStage } from "../lab/bind-stage.ts";
import { labChecklist } from "../lab/checklist.ts";
import { exampleValues, stagePolicy } from "../lab/explain-lab.ts";
import type { Lab } from "../lab/lab.ts";
import { isDevVersion, type LabVersion } from "../lab/lab-version.ts";
import type { PublishedProof } from "../lab/published-proof.ts";
import { permissionsOfLabs } from "../policy/lab-permissions.ts";
import { rolePoliciesOf } from "../policy/role-policies.ts";
import { askedFacts } from "./asked-facts.ts";
import type { LabRubric, RubricStage } from "./lab-rubric.ts";
import { rubricCriterion } from "./rubric-criterion.ts";
import { maxPointsOfStage } from "./submission-view.ts";

/** All of a published lab, for those who write and check labs. */
export function labRubricView(
  lab: Lab,
  published: {
    readonly labVersion: LabVersion;
    readonly sheet: string | undefined;
    readonly proof: PublishedProof | undefined;
  },
): LabRubric {
  const { labVersion, sheet, proof } = published;
  const { labId, version, digest, publishedAt, publishedBy } = labVersion;
  const { title, summary, minutes, costUsd, passAt, gate } = lab;
  const points = lab.stages.flatMap(({ criteria }) => criteria.map((each) => each.points));
  return {
    ...{ labId, version, digest, publishedAt, publishedBy, isDev: isDevVersion(version) },
    ...{ title, summary, minutes, costUsd, passAt },
    probes: [...lab.probes],
    variables: { ...lab.variables },
    regions: [...lab.regions],
    ...(gate === undefined ? {} : { gate: gate.id }),
    maxPoints: roundedPoints(sumOfPoints(points.map(pointsOf))),
    proposes: proposedRules(lab),
    stages: rubricStages(lab),
    role: roleOf(lab),
    ...(sheet === undefined ? {} : { sheet }),
    ...(proof && { proof: { by: proof.by, at: proof.at, document: proof.document } }),
  };
}

function rubricStages(lab: Lab): RubricStage[] {
  const checklist = labChecklist(lab, exampleValues);
  return lab.stages.map((stage) => {
    const bound = bindStage(lab, stage.id, exampleValues);
    const { characters, limit, policy } = stagePolicy(bound);
    const { depth, calls, facts } = askedFacts(bound);
    const own = new Set(stage.criteria.map(({ id }) => id));
    return {
      ...{ stage: stage.id, title: stage.title, maxPoints: maxPointsOfStage(lab, stage.id) },
      ...(stage.after === undefined ? {} : { after: stage.after }),
      criteria: bound.criteria
        .filter(({ criterion }) => own.has(criterion.id))
        .map((criterion) => rubricCriterion(lab, { stage: stage.id, bound: criterion, facts })),
      policy: {
        ...{ characters, limit },
        ...(policy === undefined ? {} : { document: JsonObject.parse(policy) }),
      },
      ...{ depth, calls, facts },
      checklist: (checklist.find((one) => one.stage === stage.id)?.items ?? []).map(
        ({ choices, ...item }) => ({
          ...item,
          ...(choices === undefined ? {} : { choices: [...choices] }),
        }),
      ),
    };
  });
}

function roleOf(lab: Lab): LabRubric["role"] {
  const role = rolePoliciesOf(permissionsOfLabs([{ lab }]));
  const documents = role.fits ? role.documents : [];
  return {
    fits: role.fits,
    characters: role.characters,
    documents: documents.map((document) => JsonObject.parse(document)),
  };
}
