import { defineConfig } from "tsup";
import { doors } from "./scripts/rooms.js";

const entry: Record<string, string> = { index: "src/index.ts", "cli/main": "src/cli/main.ts" };
for (const room of doors) entry[`${room}/index`] = `src/${room}/index.ts`;

export default defineConfig({
  entry,
  format: ["esm"],
  splitting: true,
  clean: true,
  target: "node20",
  platform: "node",
  removeNodeProtocol: false,
});
