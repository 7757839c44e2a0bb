import type { KnownDifference } from "../known-difference.ts";

/** The services around a table. */
export const operationsDifferences: readonly KnownDifference[] = [
  {
    command: /^application-autoscaling /,
    path: /(ScalableTargetARN|RoleARN|SuspendedState)$/,
    reason:
      "AWS adds the service-linked role and the suspended state to every target; the ARN ends in an id of its own. docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalableTarget.html",
  },
  {
    command: /^cloudwatch describe-alarms(-for-metric)?$/,
    path: /(ActionsEnabled|Metrics|StateReasonData|StateTransitionedTimestamp|StateValue)$/,
    reason:
      "A new alarm is INSUFFICIENT_DATA, and one of a single metric has no Metrics. Moto starts at OK and can't switch actions off. docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html",
  },
  {
    command: /^cloudwatch (disable|enable)-alarm-actions$/,
    path: /^refused$/,
    reason: "Moto has neither DisableAlarmActions nor EnableAlarmActions.",
  },
  {
    command: /^events list-event-buses$/,
    path: /\.(CreationTime|LastModifiedTime)$/,
    reason:
      "A bus in the list says when it was made. docs.aws.amazon.com/eventbridge/latest/APIReference/API_EventBus.html",
  },
  {
    command: /^ec2 create-vpc$/,
    path: /^Vpc\.(CidrBlockAssociationSet|DhcpOptionsId|Ipv6CidrBlockAssociationSet|State|Tags)$/,
    reason:
      "The sandbox's network is there to hold an endpoint, and no more. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html",
  },
  {
    command: /^ec2 (create-vpc-endpoint|describe-vpc-endpoints)$/,
    path: /(PolicyDocument|PrivateDnsEnabled|RequesterManaged|VpcEndpointType)$/,
    reason:
      "An endpoint is of the type Gateway unless it is said otherwise, has no private DNS then, and its default policy allows everything to everybody. docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  },
  {
    command: /^budgets describe-budgets?$/,
    path: /(ActualSpend\.Amount|ForecastedSpend)$/,
    reason:
      "A forecast needs weeks of use, and AWS writes amounts as 0.0. docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html",
  },
  {
    command: /^application-autoscaling register-scalable-target$/,
    step: /without-a-maximum-refused$/,
    path: /^refused$/,
    reason:
      "A new target needs both ends of its range. docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
  },
  {
    command: /^application-autoscaling describe-scalable-targets$/,
    path: /^NextToken$/,
    reason:
      "A token means nothing to its reader, and the last page has none. docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html",
  },
  {
    command: /^application-autoscaling (delete-scaling-policy|deregister-scalable-target)$/,
    step: /-again-refused$/,
    path: /^code$/,
    reason:
      "What is not there answers ObjectNotFoundException. docs.aws.amazon.com/autoscaling/application/APIReference/API_DeleteScalingPolicy.html",
  },
  {
    command: /^application-autoscaling put-scaling-policy$/,
    step: /policy-of-nothing-refused$/,
    path: /^refused$/,
    reason:
      "A policy needs a registered target. docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html",
  },
  {
    command: /^cloudwatch put-metric-data$/,
    step: /namespace-of-aws-refused$/,
    path: /^refused$/,
    reason:
      "Namespaces that begin with AWS/ are AWS's. docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html",
  },
  {
    command: /^cloudwatch put-metric-data$/,
    step: /no-value-refused$/,
    path: /^code$/,
    reason:
      "Value and Values exclude each other: InvalidParameterCombination. docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html",
  },
  {
    command: /^cloudwatch get-metric-data$/,
    path: /^(Messages|MetricDataResults\.0\.Label)$/,
    reason:
      "One metric is labelled with its name, and there is a list of messages. docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html",
  },
  {
    command: /^cloudwatch describe-alarms-for-metric$/,
    step: /for-another-metric$/,
    path: /^MetricAlarms\.0$/,
    reason:
      '"If the metric has any associated dimensions, you must specify them in order for the call to succeed." docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmsForMetric.html',
  },
  {
    command: /^cloudtrail get-trail-status$/,
    path: /^(LatestDeliveryTime|LatestDeliveryAttemptTime)$/,
    reason:
      "Moto says that it has delivered log files; the sandbox delivers none. docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html",
  },
  {
    command: /^cloudtrail get-event-selectors$/,
    step: /selectors-at-first$/,
    path: /^(EventSelectors\.0|AdvancedEventSelectors)$/,
    reason:
      "A trail logs management events unless it is told otherwise, and has only one of the two kinds. docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html",
  },
  {
    command: /^cloudtrail get-event-selectors$/,
    step: /selectors$/,
    path: /^EventSelectors$/,
    reason:
      "A trail has only one of the two kinds of selectors. docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html",
  },
  {
    command: /^cloudtrail start-logging$/,
    step: /begin-nothing-refused$/,
    path: /^code$/,
    reason:
      "A trail that is not there is not found; moto fails. docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html",
  },
  {
    command: /^cloudtrail delete-trail$/,
    step: /delete-it-again-refused$/,
    path: /^refused$/,
    reason:
      "A trail that is not there is not found. docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteTrail.html",
  },
  {
    command: /^kinesis describe-stream-summary$/,
    path: /ConsumerCount$/,
    reason:
      "The number of consumers is told, be it 0. docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamDescriptionSummary.html",
  },
  {
    command: /^kinesis list-streams$/,
    step: /list-(one|the-next)$/,
    path: /^StreamSummaries\./,
    reason:
      "Summaries are of the same streams as the names; moto's are always of all. docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html",
  },
  {
    command: /^backup (list-backup-vaults|list-backup-plans|get-backup-plan)$/,
    path: /CreatorRequestId$/,
    reason:
      "It is the caller's, who need not give one. docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupPlan.html",
  },
  {
    command: /^(backup (create|get|delete)-backup-plan|backup list-backup-plans)$/,
    path: /VersionId$/,
    reason:
      "A random text: each emulator's is its own. docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupPlan.html",
  },
  {
    command: /^budgets create-notification$/,
    step: /notify-again-refused$/,
    path: /^refused$/,
    reason:
      "A notification can be made once: DuplicateRecordException. docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateNotification.html",
  },
  {
    command: /^budgets describe-notifications-for-budget$/,
    path: /(ThresholdType|NotificationState)$/,
    reason:
      "A threshold is a PERCENTAGE unless it is said otherwise, and a notification is OK until it alarms. docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html",
  },
  {
    command: /^securityhub get-findings$/,
    path: /^Findings\.0\.(Workflow|RecordState)$/,
    reason:
      "A finding is ACTIVE and NEW at first. docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html",
  },
  {
    command: /^sqs create-queue$/,
    step: /make-it-otherwise-refused$/,
    path: /^code$/,
    reason:
      "Clients that once spoke the query protocol read the code out of a header, where it has another name. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  },
];
