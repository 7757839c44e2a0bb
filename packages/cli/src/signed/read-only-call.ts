import type { CallToSign } from "@lab-grader/core/contracts/endpoints/signed-sessions";

type Protocol = "json" | "form" | "rest";

/** What labs ask of, and by which protocol; `sts` only for whose credentials these are. */
const protocols: ReadonlyMap<string, Protocol> = new Map([
  ["application-autoscaling", "json"],
  ["backup", "rest"],
  ["budgets", "json"],
  ["cloudtrail", "json"],
  ["dynamodb", "json"],
  ["ec2", "form"],
  ["iam", "form"],
  ["kinesis", "json"],
  ["kms", "json"],
  ["monitoring", "json"],
  ["securityhub", "rest"],
  ["sts", "form"],
  ["xray", "rest"],
]);

const readVerb = /^(BatchGet|Describe|Get|List|Lookup|Query|Scan|Simulate)[A-Za-z0-9]*$/;
const awsHost = /^([a-z0-9-]+\.){1,3}amazonaws\.com$/;
/** The local AWS, which no request from a deployed API may name. */
const localHost = /^(localhost|127\.0\.0\.1)(:\d+)?$/;

/**
 * Why this machine does not sign a call; `undefined` where it does. Whoever asks for signatures is
 * not believed: only reads of the labs' services are signed, and the request must be what it says.
 */
export function refusalToSign(
  call: CallToSign,
  { isLocal }: { isLocal: boolean },
): string | undefined {
  const { operation, request } = call;
  const { signingService, protocol, host } = request;
  const isOfAws = protocol === "https:" && awsHost.test(host);
  if (!isOfAws && !(isLocal && localHost.test(host))) return `${host} is not a host of AWS`;
  const spoken = protocols.get(signingService);
  if (spoken === undefined) return `no lab asks ${signingService}`;
  if (operationOf(call, spoken) !== operation)
    return `the request is not the ${operation} that it says`;
  if (signingService === "sts")
    return operation === "GetCallerIdentity"
      ? undefined
      : `${operation} could hand out credentials`;
  return readVerb.test(operation) ? undefined : `${operation} is more than a read`;
}

/**
 * The operation that a request really is, read where its service reads it. A request that names
 * one anywhere else, too, is none: whose word counts is not to be guessed.
 */
function operationOf({ operation, request }: CallToSign, spoken: Protocol): string | undefined {
  const { headers, method, path, query } = request;
  if (spoken === "rest") return isRestRead(request) ? operation : undefined;
  // Services with one address also take an action behind the path, and from a GET.
  // docs.aws.amazon.com/IAM/latest/UserGuide/iam-query-request.html
  if (method !== "POST" || Object.keys(query).length > 0) return undefined;
  const target = headers["x-amz-target"];
  if (spoken === "form")
    return path === "/" && target === undefined ? actionOf(request) : undefined;
  const type = headers["content-type"] ?? "";
  if (headers["smithy-protocol"] === "rpc-v2-cbor")
    return target === undefined && !isForm(type)
      ? /^\/service\/[^/]+\/operation\/([A-Za-z0-9]+)$/.exec(path)?.[1]
      : undefined;
  if (path !== "/" || !type.startsWith("application/x-amz-json-")) return undefined;
  return /^[A-Za-z0-9_]+\.([A-Za-z0-9]+)$/.exec(target ?? "")?.[1];
}

/** REST has no name for an operation: a GET changes nothing, other reads are known by their paths. */
function isRestRead({
  headers,
  method,
  path,
  query,
  signingService,
}: CallToSign["request"]): boolean {
  if (headers["x-amz-target"] !== undefined || "Action" in query) return false;
  if (method === "GET") return true;
  return signingService === "xray"
    ? /^\/(TraceSummaries|Traces)$/.test(path)
    : signingService === "securityhub" && path === "/findings";
}

/** Some readers of forms take a semicolon for an ampersand. */
function actionOf({ headers, body }: CallToSign["request"]): string | undefined {
  const text = Buffer.from(body, "base64").toString();
  if (!isForm(headers["content-type"] ?? "") || text.includes(";")) return undefined;
  const actions = new URLSearchParams(text).getAll("Action");
  return actions.length === 1 ? actions[0] : undefined;
}

function isForm(contentType: string): boolean {
  return contentType.startsWith("application/x-www-form-urlencoded");
}
