import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsRequest, JsonObject } from "../../service.ts";
import { checkRole } from "./jobs.ts";
import {
  arnIn,
  backupOperation,
  notFound,
  PageInput,
  page,
  pageQuery,
  seconds,
} from "./operation.ts";
import type { BackupRegion, Plan } from "./region.ts";
import { getVault } from "./vaults.ts";

const Rule = z.looseObject({ RuleName: z.string(), TargetBackupVaultName: z.string() });
const CreatePlanInput = z.object({
  BackupPlan: z.looseObject({ BackupPlanName: z.string(), Rules: z.array(Rule).min(1) }),
});
const PlanInput = z.object({ BackupPlanId: z.string() });
const CreateSelectionInput = PlanInput.extend({
  BackupSelection: z.looseObject({ SelectionName: z.string(), IamRoleArn: z.string() }),
});
const SelectionInput = PlanInput.extend({ SelectionId: z.string() });

const plansPath = "/backup/plans";
const planPath = "/backup/plans/{BackupPlanId}";
const selectionsPath = "/backup/plans/{BackupPlanId}/selections";
const selectionPath = "/backup/plans/{BackupPlanId}/selections/{SelectionId}";

export const createBackupPlan = backupOperation({
  http: { method: "PUT", path: plansPath },
  input: CreatePlanInput,
  answer: ({ BackupPlan }, region, request) => {
    for (const rule of BackupPlan.Rules) getVault(region, rule.TargetBackupVaultName);
    if (
      [...region.plans.values()].some(
        ({ plan }) => plan.BackupPlanName === BackupPlan.BackupPlanName,
      )
    )
      throw new AwsError("AlreadyExistsException", "Backup plan with the same name already exists");
    const id = randomUUID();
    const Rules = BackupPlan.Rules.map((rule) => ({
      ScheduleExpression: "cron(0 5 ? * * *)",
      ScheduleExpressionTimezone: "Etc/UTC",
      StartWindowMinutes: 480,
      CompletionWindowMinutes: 10_080,
      ...jsonOf(rule),
      RuleId: randomUUID(),
    }));
    const plan: Plan = {
      id,
      arn: arnIn(request, `backup-plan:${id}`),
      versionId: randomUUID(),
      createdAt: request.now,
      plan: { ...jsonOf(BackupPlan), Rules },
      selections: new Map(),
    };
    region.plans.set(id, plan);
    return describePlan(plan);
  },
});

export const getBackupPlan = backupOperation({
  http: { method: "GET", path: planPath },
  input: PlanInput,
  resource: planArn,
  answer: ({ BackupPlanId }, region) => {
    const plan = getPlan(region, BackupPlanId);
    return { BackupPlan: plan.plan, ...describePlan(plan) };
  },
});

export const deleteBackupPlan = backupOperation({
  http: { method: "DELETE", path: planPath },
  input: PlanInput,
  resource: planArn,
  answer: ({ BackupPlanId }, region, { now }) => {
    const plan = getPlan(region, BackupPlanId);
    if (plan.selections.size > 0)
      throw new AwsError(
        "InvalidRequestException",
        "Related backup plan selections must be deleted prior to backup plan deletion",
      );
    region.plans.delete(BackupPlanId);
    const { CreationDate: _made, ...described } = describePlan(plan);
    return { ...described, DeletionDate: seconds(now) };
  },
});

export const listBackupPlans = backupOperation({
  http: { method: "GET", path: plansPath, query: pageQuery },
  input: PageInput,
  answer: (input, { plans }) => {
    const { entries, next } = page([...plans.values()], input);
    return {
      BackupPlansList: entries.map((plan) => ({
        ...describePlan(plan),
        BackupPlanName: plan.plan.BackupPlanName ?? "",
      })),
      ...next,
    };
  },
});

export const createBackupSelection = backupOperation({
  http: { method: "PUT", path: selectionsPath },
  input: CreateSelectionInput,
  resource: planArn,
  answer: ({ BackupPlanId, BackupSelection }, region, request) => {
    const plan = getPlan(region, BackupPlanId);
    checkRole(request, BackupSelection.IamRoleArn);
    const id = randomUUID();
    const createdAt = request.now;
    plan.selections.set(id, { id, createdAt, selection: jsonOf(BackupSelection) });
    return { SelectionId: id, BackupPlanId, CreationDate: seconds(createdAt) };
  },
});

export const getBackupSelection = backupOperation({
  http: { method: "GET", path: selectionPath },
  input: SelectionInput,
  resource: planArn,
  answer: ({ BackupPlanId, SelectionId }, region) => {
    const found = getPlan(region, BackupPlanId).selections.get(SelectionId);
    if (found === undefined) throw notFound(`Backup selection ${SelectionId} does not exist.`);
    const CreationDate = seconds(found.createdAt);
    return { BackupSelection: found.selection, SelectionId, BackupPlanId, CreationDate };
  },
});

export const deleteBackupSelection = backupOperation({
  http: { method: "DELETE", path: selectionPath },
  input: SelectionInput,
  resource: planArn,
  answer: ({ BackupPlanId, SelectionId }, region) => {
    if (getPlan(region, BackupPlanId).selections.delete(SelectionId)) return {};
    throw notFound(`Backup selection ${SelectionId} does not exist.`);
  },
});

export const listBackupSelections = backupOperation({
  http: { method: "GET", path: selectionsPath, query: pageQuery },
  input: PageInput.extend(PlanInput.shape),
  resource: planArn,
  answer: (input, region) => {
    const { id, selections } = getPlan(region, input.BackupPlanId);
    const { entries, next } = page([...selections.values()], input);
    return {
      BackupSelectionsList: entries.map((one) => ({
        SelectionId: one.id,
        SelectionName: one.selection.SelectionName ?? "",
        BackupPlanId: id,
        CreationDate: seconds(one.createdAt),
        IamRoleArn: one.selection.IamRoleArn ?? "",
      })),
      ...next,
    };
  },
});

function getPlan({ plans }: BackupRegion, id: string): Plan {
  const plan = plans.get(id);
  if (plan === undefined) throw notFound(`Backup plan with ID ${id} does not exist`);
  return plan;
}

function describePlan({ id, arn, versionId, createdAt }: Plan): JsonObject {
  return {
    BackupPlanId: id,
    BackupPlanArn: arn,
    VersionId: versionId,
    CreationDate: seconds(createdAt),
  };
}

function planArn(request: AwsRequest): string {
  return arnIn(request, `backup-plan:${String(request.input.BackupPlanId)}`);
}

/** What came as JSON is kept as JSON. */
function jsonOf(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
