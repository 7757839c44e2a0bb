import { type LabReceipt, PublishRequest } from "@lab-grader/core/contracts/http";
import { publishLab } from "@lab-grader/core/lab/publish-lab";
import type { ApiHandler } from "./deps.ts";
import { jsonResponse, VisibleError } from "./http.ts";
import { requireGroup } from "./identity.ts";
import { readBody } from "./request.ts";

/** `POST /v1/labs`: publishes a lab's version; the same content again changes nothing. */
export const publish: ApiHandler = async ({ identity, event }, { table, hash, now }) => {
  requireGroup(identity, "instructor", "admin");
  const { source } = readBody(event, PublishRequest);
  const publication = await publishLab(source, { table, hash, at: now(), by: identity.login });
  if (publication.status === "refused") {
    const { code, params, path } = publication;
    throw new VisibleError(code, { params, path: path ? `body.source.${path}` : "body.source" });
  }
  const { status, labVersion } = publication;
  const { labId, version, digest, publishedAt } = labVersion;
  const receipt: LabReceipt = { status, labId, version, digest, publishedAt };
  return jsonResponse(status === "published" ? 201 : 200, receipt);
};
