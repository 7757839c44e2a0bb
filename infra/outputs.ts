import "./alarms.ts";
import "./budget.ts";
import "./site-deployment.ts";
import { alarmTopic } from "./alarm-topic.ts";
import { api } from "./api.ts";
import { accountId, nameOf, region } from "./deployment.ts";
import { events } from "./events.ts";
import { browserClient, commandLineClient, secondFactorClient, userPool } from "./identity.ts";
import { learnerRoleTemplateUrl } from "./learner-role.ts";
import { overview } from "./overview.ts";
import { site } from "./site.ts";
import { table } from "./table.ts";

/** What `sst deploy` prints: all that the next steps in docs/operations.md ask for. */
export const outputs = {
  site: site.url,
  api: api.url,
  userPool: userPool.id,
  browserClient: browserClient.id,
  commandLineClient: commandLineClient.id,
  secondFactorClient: secondFactorClient.id,
  signIn: userPool.domainUrl,
  table: table.name,
  graderRole: $interpolate`arn:aws:iam::${accountId}:role/${nameOf("grader")}`,
  learnerRoleTemplate: learnerRoleTemplateUrl,
  events: events.name,
  alarms: alarmTopic.arn,
  overview: $interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards:name=${overview.dashboardName}`,
};
