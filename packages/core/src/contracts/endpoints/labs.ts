import { defineEndpoint, staff } from "../endpoint.ts";
import { LabReceipt, PublishRequest } from "../http.ts";

export const publishLab = defineEndpoint({
  name: "publishLab",
  method: "POST",
  path: "/v1/labs",
  summary: "Publishes a version of a lab; the same content again changes nothing.",
  groups: staff,
  body: PublishRequest,
  answer: LabReceipt,
  statuses: [201, 200],
  problems: ["lab.invalid", "lab.version_taken"],
});
