// Registers versions and promotes each, again after a conflict. Arguments: directory, name, count. Says what it was told: registered or promoted, and the number.
import { writeSync } from "node:fs";
import { ConflictError } from "../../../src/core/index.js";
import { createRegistry } from "../../../src/registry/index.js";
import { createFileStore } from "../../../src/store/index.js";
import { exampleManifest, exampleReport } from "../../../src/testing/example-version.js";

const [directory = "", name = "", count = "0"] = process.argv.slice(2);
const store = createFileStore(directory);
const registry = createRegistry({ store });
for (let index = 0; index < Number(count); index++) {
  const manifest = await exampleManifest(store, index);
  const version = await registry.register({ ...manifest, runId: `${name}-${index}` });
  writeSync(1, `registered ${version.number}\n`);
  for (;;) {
    try {
      const [expect, champion] = [await registry.head("late"), await registry.champion("late")];
      const evidence = champion && exampleReport(manifest.candidate, "pass", champion.id);
      await registry.promote(version, { expect, by: name, ...(evidence && { evidence }) });
      writeSync(1, `promoted ${version.number}\n`);
      break;
    } catch (error) {
      if (!ConflictError.isInstance(error)) throw error;
    }
  }
}
