import { accountId, nameOf, settings } from "./deployment.ts";

/** Every alarm goes here, and the budget. */
export const alarmTopic = new aws.sns.Topic("Alarms", { name: nameOf("alarms") });

export const alarmTopicPolicy = new aws.sns.TopicPolicy("AlarmsPolicy", {
  arn: alarmTopic.arn,
  policy: $jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        // docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
        Principal: { Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] },
        Action: "sns:Publish",
        Resource: alarmTopic.arn,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  }),
});

if (settings.alarmEmail !== undefined) {
  new aws.sns.TopicSubscription("AlarmsByMail", {
    topic: alarmTopic.arn,
    protocol: "email",
    endpoint: settings.alarmEmail,
  });
}
