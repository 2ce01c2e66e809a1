import { defineConfig } from "tsup";
import { doors } from "./scripts/rooms.js";

const entry: Record<string, string> = { index: "src/index.ts", "cli/main": "src/cli/main.ts" };
for (const room of doors) entry[`${room}/index`] = `src/${room}/index.ts`;
// No door: workers of Temporal bundle this file by its path, beside the adapter's.
entry["adapters/temporal/workflows"] = "src/adapters/temporal/workflows.ts";

export default defineConfig({
  entry,
  format: ["esm"],
  splitting: true,
  clean: true,
  target: "node20",
  platform: "node",
  removeNodeProtocol: false,
});
