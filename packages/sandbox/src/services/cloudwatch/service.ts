import type { AwsService } from "../../service.ts";
import {
  deleteAlarms,
  describeAlarms,
  describeAlarmsForMetric,
  disableAlarmActions,
  enableAlarmActions,
  setAlarmState,
} from "./alarms.ts";
import { getMetricData, getMetricStatistics } from "./metric-data.ts";
import { putCompositeAlarm, putMetricAlarm } from "./put-alarms.ts";
import { listMetrics, putMetricData } from "./put-metric-data.ts";

/**
 * Amazon CloudWatch: metrics, those included that the sandbox's own services send, and alarms. It
 * evaluates no alarm and no expression; dashboards and tags are not in it.
 */
export function createCloudWatchService(): AwsService {
  return {
    signingName: "monitoring",
    protocol: "json-1.0",
    errorNamespace: "com.amazonaws.cloudwatch.v2010_08_01",
    // CloudWatch moved from the query protocol; clients still look at its codes.
    queryCompatible: true,
    operations: {
      DeleteAlarms: deleteAlarms,
      DescribeAlarms: describeAlarms,
      DescribeAlarmsForMetric: describeAlarmsForMetric,
      DisableAlarmActions: disableAlarmActions,
      EnableAlarmActions: enableAlarmActions,
      GetMetricData: getMetricData,
      GetMetricStatistics: getMetricStatistics,
      ListMetrics: listMetrics,
      PutCompositeAlarm: putCompositeAlarm,
      PutMetricAlarm: putMetricAlarm,
      PutMetricData: putMetricData,
      SetAlarmState: setAlarmState,
    },
  };
}
