import * as z from "zod";
import { Region } from "../ids.ts";
import { defineFact } from "./fact.ts";

const DescribeTrailsOutput = z.object({
  trailList: z
    .array(
      z.object({
        Name: z.string().optional(),
        TrailARN: z.string(),
        HomeRegion: z.string().optional(),
        IsMultiRegionTrail: z.boolean().optional(),
        IsOrganizationTrail: z.boolean().optional(),
      }),
    )
    .optional(),
});

export interface Trail {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
}

/** The account's own trails that log the region; those of its organization it can't change. */
export const trails = defineFact({
  kind: "cloudtrail.trails",
  summary: "the account's trails that log the region",
  params: z.object({ region: Region }),
  operations: {
    DescribeTrails: {
      service: "cloudtrail",
      absence: [],
      keep: [
        "trailList.Name",
        "trailList.TrailARN",
        "trailList.HomeRegion",
        "trailList.IsMultiRegionTrail",
        "trailList.IsOrganizationTrail",
      ],
    },
  },
  // DescribeTrails knows no resource-level permission: service authorization reference of CloudTrail.
  iam: () => [{ action: "cloudtrail:DescribeTrails", resource: "*" }],
  ask: ({ region }) => [
    { operation: "DescribeTrails", region, input: { includeShadowTrails: true } },
  ],
  normalise: ([answer], { region }): readonly Trail[] => {
    if (!answer || "absent" in answer) return [];
    return (DescribeTrailsOutput.parse(answer.output).trailList ?? [])
      .filter(({ IsOrganizationTrail }) => IsOrganizationTrail !== true)
      .map((trail) => ({
        name: trail.Name ?? "",
        arn: trail.TrailARN,
        homeRegion: trail.HomeRegion ?? region,
        isMultiRegion: trail.IsMultiRegionTrail ?? false,
      }));
  },
});
