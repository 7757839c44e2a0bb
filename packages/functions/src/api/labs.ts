import { publishLab } from "@lab-grader/core/contracts/endpoints/labs";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { route } from "./route.ts";

/** `POST /v1/labs`: publishes a lab's version; the same content again changes nothing. */
const publish: ApiHandler<typeof publishLab> = async (
  { identity, body: { source } },
  { table, hash, now },
) => {
  const { publishLab: publishVersion } = await import("@lab-grader/core/lab/publish-lab");
  const publication = await publishVersion(source, { table, hash, at: now(), by: identity.login });
  if (publication.status === "refused") {
    const { code, params, path } = publication;
    throw new VisibleError(code, { params, path: path ? `body.source.${path}` : "body.source" });
  }
  const { status, labVersion } = publication;
  const { labId, version, digest, publishedAt } = labVersion;
  return {
    status: status === "published" ? 201 : 200,
    body: { status, labId, version, digest, publishedAt },
  };
};

export const labRoutes = [route(publishLab, publish)];
