import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { JsonObject } from "../../service.ts";
import {
  arnIn,
  backupOperation,
  notFound,
  PageInput,
  page,
  pageQuery,
  seconds,
  vaultArn,
} from "./operation.ts";
import type { BackupRegion, Vault } from "./region.ts";

const VaultInput = z.object({
  BackupVaultName: z.string().regex(/^[a-zA-Z0-9_-]{2,50}$/, "2 to 50 letters, digits, _ and -"),
});
const path = "/backup-vaults/{BackupVaultName}";

export const createBackupVault = backupOperation({
  http: { method: "PUT", path },
  input: VaultInput,
  resource: vaultArn,
  answer: ({ BackupVaultName: name }, { vaults }, request) => {
    if (vaults.has(name))
      throw new AwsError(
        "AlreadyExistsException",
        `Backup vault with the same name already exists: ${name}`,
      );
    const vault = { name, arn: arnIn(request, `backup-vault:${name}`), createdAt: request.now };
    vaults.set(name, vault);
    return describeVault(vault);
  },
});

export const deleteBackupVault = backupOperation({
  http: { method: "DELETE", path },
  input: VaultInput,
  resource: vaultArn,
  answer: ({ BackupVaultName: name }, region) => {
    const vault = getVault(region, name);
    if (region.points.some((point) => point.vault === vault && !point.isDeleted))
      throw new AwsError(
        "InvalidRequestException",
        `Backup vault cannot be deleted (contains recovery points): ${name}`,
      );
    region.vaults.delete(name);
    return {};
  },
});

export const listBackupVaults = backupOperation({
  http: { method: "GET", path: "/backup-vaults", query: pageQuery },
  input: PageInput,
  answer: (input, { vaults, points }) => {
    const { entries, next } = page([...vaults.values()], input);
    const held = (vault: Vault) =>
      points.filter((point) => point.vault === vault && !point.isDeleted);
    return {
      BackupVaultList: entries.map((vault) => ({
        ...describeVault(vault),
        NumberOfRecoveryPoints: held(vault).length,
        Locked: false,
      })),
      ...next,
    };
  },
});

/** @throws AwsError ResourceNotFoundException */
export function getVault({ vaults }: BackupRegion, name: string): Vault {
  const vault = vaults.get(name);
  if (vault === undefined) throw notFound(`Backup vault ${name} does not exist.`);
  return vault;
}

function describeVault({ name, arn, createdAt }: Vault): JsonObject {
  return { BackupVaultName: name, BackupVaultArn: arn, CreationDate: seconds(createdAt) };
}
