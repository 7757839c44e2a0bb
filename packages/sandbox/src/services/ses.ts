import * as z from "zod";
import { regionalState } from "../accounts.ts";
import { AwsError } from "../aws-error.ts";
import type { AwsOperation, AwsRequest, AwsService, HttpBinding, JsonObject } from "../service.ts";

const IdentityInput = z.object({ EmailIdentity: z.string().min(1).max(320) });
const DetailsInput = z.object({
  MailType: z.enum(["MARKETING", "TRANSACTIONAL"]),
  WebsiteURL: z.url().max(1000),
  ProductionAccessEnabled: z.boolean().default(false),
});

/** Nobody reads mail or DNS here: after this time somebody has confirmed. */
const verifiedAfterMs = 60_000;

interface MailAccount {
  isInProduction: boolean;
  /** When each was made: milliseconds since the epoch. */
  readonly identities: Map<string, number>;
}

const mailOf = regionalState((): MailAccount => ({ isInProduction: false, identities: new Map() }));

/** SES's account and its identities; it sends no mail. Production access is granted at once. */
export function createSesService(): AwsService {
  return {
    signingName: "ses",
    protocol: "rest-json",
    operations: {
      GetAccount: {
        http: { method: "GET", path: "/v2/email/account" },
        iam: () => ({ action: "ses:GetAccount", resources: ["*"] }),
        answer: (request) => describeAccount(mailOf(request.account, request.region)),
      },
      PutAccountDetails: {
        http: { method: "POST", path: "/v2/email/account/details" },
        iam: () => ({ action: "ses:PutAccountDetails", resources: ["*"] }),
        answer: (request) => {
          const { ProductionAccessEnabled } = parse(DetailsInput, request);
          mailOf(request.account, request.region).isInProduction = ProductionAccessEnabled;
          return {};
        },
      },
      CreateEmailIdentity: onIdentity({ method: "POST", path: "/v2/email/identities" }, create),
      GetEmailIdentity: onIdentity(
        { method: "GET", path: "/v2/email/identities/{EmailIdentity}" },
        look,
      ),
    },
  };
}

function onIdentity(http: HttpBinding, answer: (request: AwsRequest) => JsonObject): AwsOperation {
  return {
    http,
    iam: (request) => {
      const { EmailIdentity } = parse(IdentityInput, request);
      const { account, region, operation } = request;
      const arn = `arn:aws:ses:${region}:${account.accountId}:identity/${EmailIdentity}`;
      return { action: `ses:${operation}`, resources: [arn] };
    },
    answer,
  };
}

/** docs.aws.amazon.com/ses/latest/dg/request-production-access.html: the limits of SES's sandbox. */
function describeAccount({ isInProduction }: MailAccount): JsonObject {
  return {
    DedicatedIpAutoWarmupEnabled: true,
    EnforcementStatus: "HEALTHY",
    ProductionAccessEnabled: isInProduction,
    SendQuota: {
      Max24HourSend: isInProduction ? 50_000 : 200,
      MaxSendRate: isInProduction ? 14 : 1,
      SentLast24Hours: 0,
    },
    SendingEnabled: true,
  };
}

function create(request: AwsRequest): JsonObject {
  const { EmailIdentity: name } = parse(IdentityInput, request);
  const { identities } = mailOf(request.account, request.region);
  if (identities.has(name))
    throw new AwsError("AlreadyExistsException", `Email identity ${name} already exist.`);
  identities.set(name, request.now);
  return { IdentityType: typeOf(name), VerifiedForSendingStatus: false };
}

function look(request: AwsRequest): JsonObject {
  const { EmailIdentity: name } = parse(IdentityInput, request);
  const madeAt = mailOf(request.account, request.region).identities.get(name);
  if (madeAt === undefined)
    throw new AwsError("NotFoundException", `Email identity ${name} does not exist.`, {
      httpStatus: 404,
    });
  const isVerified = request.now - madeAt >= verifiedAfterMs;
  return {
    IdentityType: typeOf(name),
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: isVerified,
    VerificationStatus: isVerified ? "SUCCESS" : "PENDING",
    Policies: {},
    Tags: [],
  };
}

function typeOf(name: string): string {
  return name.includes("@") ? "EMAIL_ADDRESS" : "DOMAIN";
}

function parse<T extends z.ZodType>(schema: T, request: AwsRequest): z.output<T> {
  const parsed = schema.safeParse(request.input);
  if (parsed.success) return parsed.data;
  throw new AwsError("BadRequestException", z.prettifyError(parsed.error));
}
