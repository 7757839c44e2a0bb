import * as z from "zod";
import type { Account } from "../../accounts.ts";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { onEverything, parseInput } from "./input.ts";

interface Trail {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  readonly bucket: string;
  readonly isMultiRegion: boolean;
  /** Milliseconds since the epoch; absent: never. */
  startedAt?: number | undefined;
  stoppedAt?: number | undefined;
  isLogging: boolean;
  /** One of the two kinds. */
  selectors: JsonObject;
  hasCustomSelectors: boolean;
}

const CreateInput = z.object({
  Name: z.string(),
  S3BucketName: z.string(),
  IsMultiRegionTrail: z.boolean().default(false),
});
const trailName = /^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/;
const NameInput = z.object({ Name: z.string() });
const SelectorsInput = z.object({ TrailName: z.string() });
const PutSelectorsInput = SelectorsInput.extend({
  EventSelectors: z.array(z.record(z.string(), z.json())).max(5).optional(),
  AdvancedEventSelectors: z.array(z.record(z.string(), z.json())).optional(),
});
const DescribeInput = z.object({
  trailNameList: z.array(z.string()).default([]),
  includeShadowTrails: z.boolean().default(true),
});

const trails = new WeakMap<Account, Map<string, Trail>>();

/** Trails by ARN, of all regions: those of several regions are seen in each. */
function trailsOf(account: Account): Map<string, Trail> {
  const own = trails.get(account) ?? new Map<string, Trail>();
  trails.set(account, own);
  return own;
}

export const createTrail: AwsOperation = {
  iam: onTrail("Name"),
  answer(request) {
    const input = parseInput(CreateInput, request.input);
    if (!trailName.test(input.Name))
      throw new AwsError(
        "InvalidTrailNameException",
        "Trail name must be 3 to 128 letters, digits, periods, underscores or dashes, and begin and end with a letter or digit.",
      );
    const arn = arnOf(request, input.Name);
    const all = trailsOf(request.account);
    if (all.has(arn))
      throw new AwsError("TrailAlreadyExistsException", `Trail ${input.Name} already exists`);
    const trail: Trail = {
      name: input.Name,
      arn,
      homeRegion: request.region,
      bucket: input.S3BucketName,
      isMultiRegion: input.IsMultiRegionTrail,
      isLogging: false,
      // What a trail logs until somebody says otherwise: management events and no data.
      selectors: {
        EventSelectors: [
          {
            ReadWriteType: "All",
            IncludeManagementEvents: true,
            DataResources: [],
            ExcludeManagementEventSources: [],
          },
        ],
      },
      hasCustomSelectors: false,
    };
    all.set(arn, trail);
    return describeTrail(trail);
  },
};

export const deleteTrail: AwsOperation = {
  iam: onTrail("Name"),
  answer(request) {
    const trail = getTrail(request, parseInput(NameInput, request.input).Name);
    trailsOf(request.account).delete(trail.arn);
    return {};
  },
};

export const describeTrails: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const { trailNameList: names, includeShadowTrails } = parseInput(DescribeInput, request.input);
    const seen = [...trailsOf(request.account).values()]
      .filter(({ homeRegion, isMultiRegion }) =>
        includeShadowTrails && isMultiRegion ? true : homeRegion === request.region,
      )
      .filter(({ name, arn }) => names.length === 0 || names.includes(name) || names.includes(arn));
    return {
      trailList: seen.map((trail) => ({
        ...describeTrail(trail),
        HomeRegion: trail.homeRegion,
        HasCustomEventSelectors: trail.hasCustomSelectors,
        HasInsightSelectors: false,
      })),
    };
  },
};

/** "This field is no longer in use", and always there: API reference, GetTrailStatus. */
const unusedTexts = {
  LatestDeliveryAttemptTime: "",
  LatestDeliveryAttemptSucceeded: "",
  LatestNotificationAttemptTime: "",
  LatestNotificationAttemptSucceeded: "",
};

export const getTrailStatus: AwsOperation = {
  iam: onTrail("Name"),
  answer(request) {
    const trail = getTrail(request, parseInput(NameInput, request.input).Name);
    return {
      IsLogging: trail.isLogging,
      ...(trail.startedAt === undefined ? {} : { StartLoggingTime: trail.startedAt / 1000 }),
      ...(trail.stoppedAt === undefined ? {} : { StopLoggingTime: trail.stoppedAt / 1000 }),
      ...unusedTexts,
      TimeLoggingStarted: textOf(trail.startedAt),
      TimeLoggingStopped: textOf(trail.stoppedAt),
    };
  },
};

export const startLogging = changeLogging((trail, now) => {
  trail.isLogging = true;
  trail.startedAt = now;
});

export const stopLogging = changeLogging((trail, now) => {
  trail.isLogging = false;
  trail.stoppedAt = now;
});

export const getEventSelectors: AwsOperation = {
  iam: onTrail("TrailName"),
  answer(request) {
    const trail = getTrail(request, parseInput(SelectorsInput, request.input).TrailName);
    return { TrailARN: trail.arn, ...trail.selectors };
  },
};

/** One kind of selectors takes the place of the other. */
export const putEventSelectors: AwsOperation = {
  iam: onTrail("TrailName"),
  answer(request) {
    const input = parseInput(PutSelectorsInput, request.input);
    const trail = getTrail(request, input.TrailName);
    checkHomeRegion(request, trail);
    const { EventSelectors, AdvancedEventSelectors } = input;
    if (EventSelectors !== undefined && AdvancedEventSelectors === undefined) {
      trail.selectors = { EventSelectors };
    } else if (AdvancedEventSelectors !== undefined && EventSelectors === undefined) {
      trail.selectors = { AdvancedEventSelectors };
    } else {
      throw new AwsError(
        "InvalidEventSelectorsException",
        "Give either EventSelectors or AdvancedEventSelectors.",
      );
    }
    trail.hasCustomSelectors = true;
    return { TrailARN: trail.arn, ...trail.selectors };
  },
};

function changeLogging(change: (trail: Trail, now: number) => void): AwsOperation {
  return {
    iam: onTrail("Name"),
    answer(request) {
      const trail = getTrail(request, parseInput(NameInput, request.input).Name);
      checkHomeRegion(request, trail);
      change(trail, request.now);
      return {};
    },
  };
}

function checkHomeRegion({ region }: AwsRequest, { homeRegion, name }: Trail): void {
  if (region !== homeRegion)
    throw new AwsError(
      "InvalidHomeRegionException",
      `Trail ${name} must be changed in its home region ${homeRegion}.`,
    );
}

function getTrail(request: AwsRequest, nameOrArn: string): Trail {
  const trail = trailsOf(request.account).get(arnOf(request, nameOrArn));
  if (trail !== undefined) return trail;
  throw new AwsError("TrailNotFoundException", `Unknown trail: ${nameOrArn}`);
}

function describeTrail({ name, arn, bucket, isMultiRegion }: Trail): JsonObject {
  return {
    Name: name,
    S3BucketName: bucket,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: isMultiRegion,
    TrailARN: arn,
    LogFileValidationEnabled: false,
    IsOrganizationTrail: false,
  };
}

function onTrail(member: string): AwsOperation["iam"] {
  return (request) => ({
    action: `cloudtrail:${request.operation}`,
    resources: [arnOf(request, String(request.input[member]))],
  });
}

function arnOf({ region, account }: AwsRequest, nameOrArn: string): string {
  if (nameOrArn.startsWith("arn:")) return nameOrArn;
  return `arn:aws:cloudtrail:${region}:${account.accountId}:trail/${nameOrArn}`;
}

function textOf(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "";
  return new Date(milliseconds).toISOString().replace(/\.\d{3}/, "");
}
