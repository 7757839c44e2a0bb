/** What the link fills in for the learner, who still reads it and presses the button. */
export interface QuickCreate {
  /** Of the template's bucket, and so of the stack; a role is the same in every region. */
  readonly region: string;
  /** On S3, the only place that CloudFormation reads templates from. */
  readonly templateUrl: string;
  /** Of the deployment, as the learner's role and the template's parameter have it. */
  readonly deploymentStage: string;
  readonly graderRoleArn: string;
  readonly externalId: string;
}

/**
 * Opens CloudFormation's page that makes the learner's role. Everything but the region is in the
 * fragment, which browsers send to nobody: neither to a server's log nor as a referrer.
 * docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
 */
export function quickCreateLink(asked: QuickCreate): string {
  const { region, templateUrl, deploymentStage, graderRoleArn, externalId } = asked;
  const fields: Readonly<Record<string, string>> = {
    templateURL: templateUrl,
    stackName: learnerStackName(deploymentStage),
    param_ExternalId: externalId,
    param_GraderRoleArn: graderRoleArn,
    param_DeploymentStage: deploymentStage,
  };
  const query = Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  const place = encodeURIComponent(region);
  return `https://${place}.console.aws.amazon.com/cloudformation/home?region=${place}#/stacks/create/review?${query}`;
}

/** The stack's name, in whichever account. */
export function learnerStackName(deploymentStage: string): string {
  return `lab-grader-access-${deploymentStage}`;
}
