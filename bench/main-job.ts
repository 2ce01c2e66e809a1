// The main job as a whole process, by default on all three million flights: its time and the most memory it took.   npx tsx bench/main-job.ts [rows]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [rows = "all"] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), "golden-pipeline-main-job-"));
const { stdout, status } = spawnSync(
  process.execPath,
  [
    "--max-semi-space-size=128",
    "--import",
    "tsx",
    "examples/golden-pipeline.ts",
    "--rows",
    rows,
    "--directory",
    directory,
  ],
  { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
);
console.log(stdout);
rmSync(directory, { recursive: true, force: true });
process.exitCode = status ?? 1;
