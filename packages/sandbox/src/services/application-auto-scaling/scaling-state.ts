import { regionalState } from "../../accounts.ts";

/** What is scaled: a table or a global index, in one of its two dimensions. */
export interface Scaled {
  /** `table/lab-orders` or `table/lab-orders/index/by-status`. */
  readonly resourceId: string;
  /** `dynamodb:table:ReadCapacityUnits` */
  readonly dimension: string;
}

export interface ScalableTarget extends Scaled {
  readonly arn: string;
  /** Milliseconds since the epoch, as all times here. */
  readonly createdAt: number;
  min: number;
  max: number;
  roleArn: string;
  suspended: {
    readonly DynamicScalingInSuspended: boolean;
    readonly DynamicScalingOutSuspended: boolean;
    readonly ScheduledScalingSuspended: boolean;
  };
}

export interface TargetTracking {
  readonly TargetValue: number;
  readonly PredefinedMetricSpecification?: { readonly PredefinedMetricType: string } | undefined;
  readonly CustomizedMetricSpecification?: { readonly [name: string]: unknown } | undefined;
  readonly ScaleOutCooldown?: number | undefined;
  readonly ScaleInCooldown?: number | undefined;
  readonly DisableScaleIn?: boolean | undefined;
}

export interface ScalingPolicy extends Scaled {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  tracking: TargetTracking;
  /** Names of the alarms that the policy made in CloudWatch. */
  readonly alarmNames: readonly string[];
}

export interface ScalingActivity extends Scaled {
  readonly id: string;
  readonly description: string;
  readonly cause: string;
  readonly at: number;
}

/**
 * Application Auto Scaling of one account in one region. Its alarms live in CloudWatch, where they
 * are put as every service puts its own. Deleting a table or an index changes nothing here.
 */
export interface ScalingRegion {
  /** By {@link scaledKey}. */
  readonly targets: Map<string, ScalableTarget>;
  /** By {@link scaledKey} and name. */
  readonly policies: Map<string, ScalingPolicy>;
  /** The oldest first. */
  readonly activities: ScalingActivity[];
}

export const scalingRegion = regionalState(
  (): ScalingRegion => ({ targets: new Map(), policies: new Map(), activities: [] }),
);

export function scaledKey({ resourceId, dimension }: Scaled): string {
  return `${resourceId} ${dimension}`;
}
