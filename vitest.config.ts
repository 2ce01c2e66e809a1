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
  test: { maxWorkers: "100%", include: ["test/**/*.test.ts"], testTimeout: 180_000, hookTimeout: 180_000 },
});
