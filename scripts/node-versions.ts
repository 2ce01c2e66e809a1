// Runs the tests on other Node versions, taken from the npm registry's `node` package: `npm run test:nodes -- 22 24 26`.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { capture, run } from "./run.js";

const versions = process.argv.length > 2 ? process.argv.slice(2) : ["22", "24", "26"];
for (const version of versions) {
  const folder = mkdtempSync(join(tmpdir(), `golden-pipeline-node-${version}-`));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, allowScripts: { node: true } }));
  capture("npm", ["install", "--no-audit", "--no-fund", `node@${version}`], { directory: folder });
  const node = join(folder, "node_modules/node/bin/node");
  console.log(`Node ${capture(node, ["--version"]).trim()}`);
  run(node, ["node_modules/vitest/vitest.mjs", "run"], {
    environment: { PATH: `${join(folder, "node_modules/node/bin")}:${process.env.PATH ?? ""}` },
  });
}
