import * as z from "zod";

/** What an operator decides, from `.env.<stage>` or the environment. None of it is a secret. */
export interface OperatorSettings {
  /** Who is told of alarms. */
  readonly alarmEmail: string | undefined;
  /** Web pages beside the site that may call the API and receive sign-ins. */
  readonly allowedOrigins: readonly string[];
  /** Domains of our own, in a hosted zone of this account. */
  readonly siteDomain: string | undefined;
  readonly apiDomain: string | undefined;
  readonly monthlyBudgetDollars: number;
  /** The school's identity provider; the default way in. */
  readonly schoolLogin: SchoolLogin | undefined;
  /** The claim of the school's login that is the login of the roster. */
  readonly loginClaim: string;
  /** The operator declares that the school's login asks staff for a second factor. */
  readonly schoolAsksSecondFactor: boolean;
  /** Sends the mails of sign-in with a password. */
  readonly mail: { readonly from: string; readonly identityArn: string } | undefined;
  /** Where the operator has put infra/learner-role.yaml; otherwise a public bucket is made for it. */
  readonly learnerRoleTemplateUrl: string | undefined;
}

export type SchoolLogin =
  | { readonly kind: "oidc"; readonly issuer: string; readonly clientId: string }
  | { readonly kind: "saml"; readonly metadataUrl: string };

const Origin = z
  .string()
  .regex(
    /^(https:\/\/[a-z0-9.-]+|http:\/\/localhost)(:\d+)?$/,
    "an origin without a path, https://… or http://localhost:…",
  );

const Domain = z
  .string()
  .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, "a domain name, such as grader.example.edu");

const Variables = z.object({
  LAB_GRADER_ALARM_EMAIL: z.email("an e-mail address").optional(),
  LAB_GRADER_ALLOWED_ORIGINS: z
    .string()
    .transform((text) => text.split(",").map((origin) => origin.trim()))
    .pipe(z.array(Origin).min(1))
    .optional(),
  LAB_GRADER_SITE_DOMAIN: Domain.optional(),
  LAB_GRADER_API_DOMAIN: Domain.optional(),
  LAB_GRADER_MONTHLY_BUDGET_DOLLARS: z.coerce
    .number("a number of US dollars")
    .positive("a number of US dollars above 0")
    .default(25),
  LAB_GRADER_LOGIN_CLAIM: z
    .string()
    .regex(/^[A-Za-z0-9_.:/-]+$/, "the name of a claim or a SAML attribute")
    .default("preferred_username"),
  LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR: z
    .literal("yes", "yes, or nothing where the school's login does not ask staff for one")
    .optional(),
  LAB_GRADER_OIDC_ISSUER: z
    .url({ protocol: /^https$/, error: "the https URL of the issuer" })
    .optional(),
  LAB_GRADER_OIDC_CLIENT_ID: z.string().min(1, "the client id at the issuer").optional(),
  LAB_GRADER_SAML_METADATA_URL: z
    .url({ protocol: /^https$/, error: "the https URL of the metadata" })
    .optional(),
  LAB_GRADER_SES_FROM: z.email("an e-mail address").optional(),
  LAB_GRADER_SES_IDENTITY_ARN: z
    .string()
    .regex(/^arn:aws:ses:[a-z0-9-]+:\d{12}:identity\/.+$/, "the ARN of a verified SES identity")
    .optional(),
  // docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
  LAB_GRADER_LEARNER_ROLE_TEMPLATE_URL: z
    .string()
    .regex(
      /^https:\/\/[a-z0-9.-]+\.s3\.[a-z0-9-]+\.amazonaws\.com\/\S+$/,
      "the address of a template on S3, https://<bucket>.s3.<region>.amazonaws.com/<key>",
    )
    .optional(),
});
type Variables = z.infer<typeof Variables>;

/** With more, SST would cut the app out of names, and buckets' names would be too long for S3. */
export const longestStageName = 20;

const Stage = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*$/,
    "The stage must have lower-case letters, digits and hyphens only and begin with a letter: npx sst deploy --stage staging.",
  )
  .max(
    longestStageName,
    `The stage must have at most ${longestStageName} characters, because names of S3 buckets and roles hold it: choose a shorter one.`,
  )
  // The role that deploys from GitHub bears this name, and may not touch roles that begin so.
  .regex(/^(?!deploy(-|$))/, "The stage must not be called deploy: choose another one.")
  // docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
  .regex(
    /^(?!.*(aws|amazon|cognito))/,
    "Cognito refuses sign-in domains with aws, amazon or cognito in them: choose another stage.",
  );

/**
 * @throws Error that says of each setting what is wrong and what to change; an impossible set-up
 * fails here, before anything is made.
 */
export function readOperatorSettings(
  environment: Readonly<Record<string, string | undefined>>,
  stage: string,
): OperatorSettings {
  const parsedStage = Stage.safeParse(stage);
  const parsed = Variables.safeParse(environment);
  const problems = [
    ...(parsedStage.error?.issues.map(({ message }) => `${stage}: ${message}`) ?? []),
    ...(parsed.error?.issues.map(
      ({ path, message }) =>
        `${String(path[0])} is ${JSON.stringify(environment[String(path[0])])}, expected ${message}.`,
    ) ?? []),
    ...(parsed.data ? contradictions(parsed.data, stage) : []),
  ];
  if (!parsed.data || problems.length > 0)
    throw new Error(`The settings of stage ${stage} can't be deployed.\n${problems.join("\n")}`);
  const variables = parsed.data;
  return {
    alarmEmail: variables.LAB_GRADER_ALARM_EMAIL,
    allowedOrigins:
      variables.LAB_GRADER_ALLOWED_ORIGINS ??
      (stage === "production" ? [] : ["http://localhost:4602"]),
    siteDomain: variables.LAB_GRADER_SITE_DOMAIN,
    apiDomain: variables.LAB_GRADER_API_DOMAIN,
    monthlyBudgetDollars: variables.LAB_GRADER_MONTHLY_BUDGET_DOLLARS,
    schoolLogin: schoolLoginOf(variables),
    loginClaim: variables.LAB_GRADER_LOGIN_CLAIM,
    schoolAsksSecondFactor: variables.LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR === "yes",
    mail: mailOf(variables),
    learnerRoleTemplateUrl: variables.LAB_GRADER_LEARNER_ROLE_TEMPLATE_URL,
  };
}

function contradictions(variables: Variables, stage: string): readonly string[] {
  const {
    LAB_GRADER_OIDC_ISSUER: issuer,
    LAB_GRADER_OIDC_CLIENT_ID: clientId,
    LAB_GRADER_SAML_METADATA_URL: metadataUrl,
    LAB_GRADER_SES_FROM: from,
    LAB_GRADER_SES_IDENTITY_ARN: identityArn,
  } = variables;
  const isProduction = stage === "production";
  const hasSchoolLogin = issuer !== undefined || metadataUrl !== undefined;
  const found: readonly (readonly [boolean, string])[] = [
    [
      (issuer === undefined) !== (clientId === undefined),
      "LAB_GRADER_OIDC_ISSUER and LAB_GRADER_OIDC_CLIENT_ID go together: set both or none.",
    ],
    [
      issuer !== undefined && metadataUrl !== undefined,
      "There is one school login: set LAB_GRADER_OIDC_ISSUER or LAB_GRADER_SAML_METADATA_URL, not both.",
    ],
    [
      (from === undefined) !== (identityArn === undefined),
      "LAB_GRADER_SES_FROM and LAB_GRADER_SES_IDENTITY_ARN go together: set both or none.",
    ],
    [
      !hasSchoolLogin && variables.LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR !== undefined,
      "LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR says something of the school's login, and there is none: set LAB_GRADER_OIDC_ISSUER or LAB_GRADER_SAML_METADATA_URL, or take it out.",
    ],
    [
      isProduction && !hasSchoolLogin && identityArn === undefined,
      "Nobody could sign in to production: Cognito itself sends 50 mails a day. Set the school's LAB_GRADER_OIDC_ISSUER or LAB_GRADER_SAML_METADATA_URL, or LAB_GRADER_SES_IDENTITY_ARN for passwords.",
    ],
    [
      isProduction && variables.LAB_GRADER_ALARM_EMAIL === undefined,
      "Nobody would hear of production's alarms: set LAB_GRADER_ALARM_EMAIL.",
    ],
    [
      variables.LAB_GRADER_SITE_DOMAIN !== undefined &&
        variables.LAB_GRADER_SITE_DOMAIN === variables.LAB_GRADER_API_DOMAIN,
      "LAB_GRADER_SITE_DOMAIN and LAB_GRADER_API_DOMAIN are the same: give the API a name of its own, such as api.<domain of the site>.",
    ],
  ];
  return found.filter(([isSo]) => isSo).map(([, problem]) => problem);
}

function schoolLoginOf(variables: Variables): SchoolLogin | undefined {
  const {
    LAB_GRADER_OIDC_ISSUER: issuer,
    LAB_GRADER_OIDC_CLIENT_ID: clientId,
    LAB_GRADER_SAML_METADATA_URL: metadataUrl,
  } = variables;
  if (issuer !== undefined && clientId !== undefined) return { kind: "oidc", issuer, clientId };
  return metadataUrl === undefined ? undefined : { kind: "saml", metadataUrl };
}

function mailOf(variables: Variables): OperatorSettings["mail"] {
  const { LAB_GRADER_SES_FROM: from, LAB_GRADER_SES_IDENTITY_ARN: identityArn } = variables;
  return from === undefined || identityArn === undefined ? undefined : { from, identityArn };
}
