/**
 * Who may open a learner's account: our account, and in it the grader's role only, with the
 * ExternalId of this learner and account. The role stands in a condition, not as the principal:
 * AWS stores a role principal by its unique id, so a role that was made again would be shut out.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function trustPolicyOf(input: {
  readonly graderAccountId: string;
  /** ARN of the role that the grader's function runs under. */
  readonly graderRoleArn: string;
  readonly externalId: string;
}): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${input.graderAccountId}:root` },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "sts:ExternalId": input.externalId },
          ArnEquals: { "aws:PrincipalArn": input.graderRoleArn },
        },
      },
    ],
  };
}

/** The one role name that the grader may assume, in whichever account. */
export function learnerRoleName(deploymentStage: string): string {
  return `LabGraderAccess-${deploymentStage}`;
}
