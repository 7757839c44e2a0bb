import * as z from "zod";
import { backupOperation } from "./operation.ts";

const Preference = z.record(z.string(), z.boolean());
const path = "/account-settings";

export const describeRegionSettings = backupOperation({
  http: { method: "GET", path },
  input: z.object({}),
  answer: (_input, { optIn, management }) => ({
    ResourceTypeOptInPreference: optIn,
    ResourceTypeManagementPreference: management,
  }),
});

/** Preferences that are not named stay as they are. */
export const updateRegionSettings = backupOperation({
  http: { method: "PUT", path },
  input: z.object({
    ResourceTypeOptInPreference: Preference.default({}),
    ResourceTypeManagementPreference: Preference.default({}),
  }),
  answer: (input, region) => {
    region.optIn = { ...region.optIn, ...input.ResourceTypeOptInPreference };
    region.management = { ...region.management, ...input.ResourceTypeManagementPreference };
    return {};
  },
});
