// Puts SST's component sources and Pulumi's libraries into .sst/platform, from the npm registry only:
// what the types and the tests of infra/ stand on. Needs neither an AWS account nor credentials.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}node_modules/sst/package.json`, "utf8"));
const platform = `${root}.sst/platform`;

if (installedVersion() !== version) {
  process.stderr.write(`installing SST ${version} into .sst: about a minute, 320 MB, once\n`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${root}node_modules/sst/bin/sst.mjs`, "install", "--stage", "ci"],
    {
      cwd: root,
      encoding: "utf8",
      // Neither Bun nor the pulumi command: both would come from github.com.
      env: {
        ...process.env,
        SST_SKIP_DEPENDENCY_CHECK: "1",
        SST_NO_BUN: "1",
        SST_TELEMETRY_DISABLED: "1",
      },
    },
  );
  if (status !== 0 || installedVersion() !== version) {
    process.stderr.write(
      `${stdout}${stderr}\nSST could not be installed; it needs the npm registry.\n`,
    );
    process.exit(3);
  }
}

function installedVersion() {
  const isWhole = existsSync(`${platform}/node_modules/@pulumi/aws/package.json`);
  return isWhole ? readFileSync(`${platform}/version`, "utf8").trim() : undefined;
}
