import {
  getAssignmentLab,
  getLabRubric,
  listLabs,
  publishLab,
} from "@lab-grader/core/contracts/endpoints/labs";
import { isDevVersion, LabVersionRecord } from "@lab-grader/core/lab/lab-version";
import { publishedLabs } from "@lab-grader/core/lab/listed-lab";
import { PublishedProofRecord } from "@lab-grader/core/lab/published-proof";
import { StoredLabRecord } from "@lab-grader/core/lab/stored-lab";
import { openAssignment } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { route } from "./route.ts";

/** `POST /v1/labs`: publishes a lab's version; the same content again changes nothing. */
const publish: ApiHandler<typeof publishLab> = async (
  { identity, body: { source, sheet, proof } },
  { table, hash, now },
) => {
  const { publishLab: publishVersion } = await import("@lab-grader/core/lab/publish-lab");
  const publication = await publishVersion(source, {
    ...{ table, hash, at: now(), by: identity.login, sheet, proof },
  });
  if (publication.status === "refused") {
    const { code, params, path } = publication;
    const member = code === "lab.other_proof" ? "body.proof" : "body.source";
    throw new VisibleError(code, { params, path: path ? `${member}.${path}` : member });
  }
  const { status, labVersion, proof: ofProof } = publication;
  const { labId, version, digest, publishedAt } = labVersion;
  return {
    status: status === "published" ? 201 : 200,
    body: {
      ...{ status, labId, version, digest, publishedAt },
      ...(ofProof === undefined ? {} : { proof: ofProof }),
    },
  };
};

/** `GET /v1/labs` */
const list: ApiHandler<typeof listLabs> = async (_, { table }) => {
  const labs = await publishedLabs(table);
  return {
    body: {
      labs: labs.map(({ labId, title, versions }) => ({
        ...{ labId, title },
        versions: versions.map(({ version, digest, publishedAt, publishedBy }) => ({
          ...{ version, digest, publishedAt, publishedBy },
          isDev: isDevVersion(version),
        })),
      })),
    },
  };
};

/** `GET /v1/labs/{labId}/versions/{version}` */
const rubric: ApiHandler<typeof getLabRubric> = async ({ params }, { table, getLab }) => {
  const { labId, version } = params;
  const labVersion = await table.get(LabVersionRecord, { labId, version });
  if (!labVersion) throw new VisibleError("lab.not_found", { params: { lab: labId, version } });
  const { digest } = labVersion;
  const [lab, stored, proof] = await Promise.all([
    getLab(digest),
    table.get(StoredLabRecord, { digest }),
    table.get(PublishedProofRecord, { digest }),
  ]);
  const { labRubricView } = await import("@lab-grader/core/views/view-lab-rubric");
  return { body: labRubricView(lab, { labVersion, sheet: stored?.sheet, proof }) };
};

/** `GET /v1/assignments/{assignmentId}/lab` */
const ofAssignment: ApiHandler<typeof getAssignmentLab> = async ({ identity, params }, deps) => {
  const { table, getLab, now } = deps;
  const access = await openAssignment(params.assignmentId, identity, table);
  const { assignment } = access;
  const { labDigest: digest } = assignment;
  const [lab, stored] = await Promise.all([getLab(digest), table.get(StoredLabRecord, { digest })]);
  const { assignmentLabView } = await import("@lab-grader/core/views/view-assignment-lab");
  const { exampleValues } = await import("@lab-grader/core/lab/explain-lab");
  const { login, accountId = exampleValues.learner.accountId } =
    access.audience === "staff" ? exampleValues.learner : access.learner;
  const values = {
    learner: { login, accountId },
    graderAccountId: deps.learnerRole.graderAccountId,
    variables: assignment.variables,
  };
  const isOpened = access.audience === "staff" || assignment.opensAt <= now();
  return {
    body: assignmentLabView(lab, {
      ...{ assignment, values, sheet: stored?.sheet },
      opensAt: isOpened ? undefined : assignment.opensAt,
    }),
  };
};

export const labRoutes = [
  route(publishLab, publish),
  route(listLabs, list),
  route(getLabRubric, rubric),
  route(getAssignmentLab, ofAssignment),
];
