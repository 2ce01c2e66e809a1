import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = fileURLToPath(new URL("./src/", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^golden-pipeline$/, replacement: `${source}index.ts` },
      { find: /^golden-pipeline\/(.+)$/, replacement: `${source}$1/index.ts` },
    ],
  },
  // No test changes what all share (a global, a prototype), so the files of a worker share modules: half the time goes into loading them otherwise.
  test: {
    isolate: false,
    maxWorkers: "100%",
    include: ["test/**/*.test.ts"],
    exclude: ["test/services/**"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
