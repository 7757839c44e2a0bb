import type { AwsError } from "./aws-error.ts";
import { authorize, callerContext } from "./policy/authorization.ts";
import { refusal } from "./refusals.ts";
import type { AwsOperation, AwsRequest, AwsService } from "./service.ts";

/** @throws AwsError that says, in AWS's words, which policy refused the request. */
export function checkPermissions(
  request: AwsRequest,
  operation: AwsOperation,
  service: AwsService,
): void {
  const wanted = operation.iam(request);
  if (wanted === undefined) {
    return;
  }
  const context = contextOf(request, wanted.conditionKeys ?? {});
  for (const resource of wanted.resources) {
    const resourceAccountId = accountIdOf(resource) ?? request.caller.accountId;
    const attached = operation.resourcePolicy?.(request, resource);
    const verdict = authorize({
      caller: request.caller,
      action: wanted.action,
      resource,
      resourceAccountId,
      context: { ...context, "aws:resourceaccount": [resourceAccountId] },
      deniedActions: request.account.switches.denyActions,
      ...(attached === undefined ? {} : { attached }),
    });
    if (!verdict.allowed) {
      throw denied(request, wanted.action, resource, verdict.because, service);
    }
  }
}

function denied(
  { caller }: AwsRequest,
  action: string,
  resource: string,
  because: string,
  service: AwsService,
): AwsError {
  const text = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  // Whether a role is missing or doesn't trust the caller is deliberately not told:
  // docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html
  const message = action.startsWith("sts:") ? text : `${text} ${because}`;
  return refusal("accessDenied", message, service);
}

function contextOf(
  { caller, region, now }: AwsRequest,
  conditionKeys: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  const own = Object.entries(conditionKeys).map(([key, values]) => [key.toLowerCase(), values]);
  return {
    ...callerContext(caller),
    "aws:currenttime": [new Date(now).toISOString()],
    "aws:epochtime": [String(Math.floor(now / 1000))],
    "aws:requestedregion": [region],
    // AWS endpoints speak TLS; a policy that insists on it must not refuse the local sandbox.
    "aws:securetransport": ["true"],
    "aws:sourceip": ["127.0.0.1"],
    "aws:viaawsservice": ["false"],
    ...Object.fromEntries(own),
  };
}

/** The fifth part of an ARN; S3 buckets and `*` have none. */
function accountIdOf(resource: string): string | undefined {
  const accountId = resource.split(":")[4];
  return accountId !== undefined && /^\d{12}$/.test(accountId) ? accountId : undefined;
}
