import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.js";

/** Tests against real systems, which `npm run test:services` has started. */
export default mergeConfig(
  { resolve: base.resolve },
  defineConfig({
    test: { include: ["test/services/**/*.test.ts"], fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 },
  }),
);
