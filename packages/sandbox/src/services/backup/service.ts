import type { AwsService } from "../../service.ts";
import { describeBackupJob, listBackupJobs, startBackupJob } from "./jobs.ts";
import {
  createBackupPlan,
  createBackupSelection,
  deleteBackupPlan,
  deleteBackupSelection,
  getBackupPlan,
  getBackupSelection,
  listBackupPlans,
  listBackupSelections,
} from "./plans.ts";
import {
  deleteRecoveryPoint,
  describeProtectedResource,
  listProtectedResources,
  listRecoveryPointsByResource,
} from "./recovery-points.ts";
import {
  describeRestoreJob,
  listRestoreJobsByProtectedResource,
  startRestoreJob,
} from "./restores.ts";
import { describeRegionSettings, updateRegionSettings } from "./settings.ts";
import { createBackupVault, deleteBackupVault, listBackupVaults } from "./vaults.ts";

/**
 * AWS Backup of DynamoDB tables: vaults, jobs on demand, recovery points, restores. Plans and
 * selections are kept, but no schedule ever comes due, and no lifecycle ends a recovery point.
 */
export function createBackupService(): AwsService {
  return {
    signingName: "backup",
    protocol: "rest-json",
    operations: {
      CreateBackupPlan: createBackupPlan,
      CreateBackupSelection: createBackupSelection,
      CreateBackupVault: createBackupVault,
      DeleteBackupPlan: deleteBackupPlan,
      DeleteBackupSelection: deleteBackupSelection,
      DeleteBackupVault: deleteBackupVault,
      DeleteRecoveryPoint: deleteRecoveryPoint,
      DescribeBackupJob: describeBackupJob,
      DescribeProtectedResource: describeProtectedResource,
      DescribeRegionSettings: describeRegionSettings,
      DescribeRestoreJob: describeRestoreJob,
      GetBackupPlan: getBackupPlan,
      GetBackupSelection: getBackupSelection,
      ListBackupJobs: listBackupJobs,
      ListBackupPlans: listBackupPlans,
      ListBackupSelections: listBackupSelections,
      ListBackupVaults: listBackupVaults,
      ListProtectedResources: listProtectedResources,
      ListRecoveryPointsByResource: listRecoveryPointsByResource,
      ListRestoreJobsByProtectedResource: listRestoreJobsByProtectedResource,
      StartBackupJob: startBackupJob,
      StartRestoreJob: startRestoreJob,
      UpdateRegionSettings: updateRegionSettings,
    },
  };
}
