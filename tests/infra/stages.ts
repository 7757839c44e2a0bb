/** One stage of each kind, with settings that between them use everything an operator may set. */
export const stages = {
  production: {
    LAB_GRADER_ALARM_EMAIL: "operators@example.edu",
    LAB_GRADER_ALLOWED_ORIGINS: "https://grader-2.example.edu, https://grader-3.example.edu",
    LAB_GRADER_SAML_METADATA_URL: "https://login.example.edu/metadata",
    LAB_GRADER_LOGIN_CLAIM: "urn:oid:0.9.2342.19200300.100.1.1",
    LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR: "yes",
    LAB_GRADER_SES_FROM: "grader@example.edu",
    LAB_GRADER_SES_IDENTITY_ARN: "arn:aws:ses:eu-central-1:123456789012:identity/example.edu",
  },
  staging: {
    LAB_GRADER_SITE_DOMAIN: "grader.example.edu",
    LAB_GRADER_API_DOMAIN: "api.grader.example.edu",
    LAB_GRADER_OIDC_ISSUER: "https://login.example.edu",
    LAB_GRADER_OIDC_CLIENT_ID: "lab-grader",
    LAB_GRADER_LEARNER_ROLE_TEMPLATE_URL:
      "https://course-templates.s3.eu-central-1.amazonaws.com/learner-role.yaml",
    SST_SECRET_SchoolClientSecret: "never-in-plain-sight",
  },
  "dev-1": {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export const stageNames = ["production", "staging", "dev-1"] as const;
export type StageName = keyof typeof stages;
