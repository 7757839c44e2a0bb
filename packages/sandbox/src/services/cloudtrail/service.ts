import type { AwsService } from "../../service.ts";
import { lookupEvents } from "./lookup-events.ts";
import {
  createTrail,
  deleteTrail,
  describeTrails,
  getEventSelectors,
  getTrailStatus,
  putEventSelectors,
  startLogging,
  stopLogging,
} from "./trails.ts";

/** The event history of every account, and the trails that a learner makes; nothing is delivered. */
export function createCloudTrailService(): AwsService {
  return {
    signingName: "cloudtrail",
    protocol: "json-1.1",
    operations: {
      CreateTrail: createTrail,
      DeleteTrail: deleteTrail,
      DescribeTrails: describeTrails,
      GetEventSelectors: getEventSelectors,
      GetTrailStatus: getTrailStatus,
      LookupEvents: lookupEvents,
      PutEventSelectors: putEventSelectors,
      StartLogging: startLogging,
      StopLogging: stopLogging,
    },
  };
}
