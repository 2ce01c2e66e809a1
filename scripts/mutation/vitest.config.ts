import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/**
 * Runs the tests named in MUTATION_TESTS against src compiled beside its sources: Node loads compiled modules itself, which is five times faster than
 * through Vite, and a mutant costs little else.
 */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^golden-pipeline$/, replacement: `${source}index.js` },
      { find: /^golden-pipeline\/(.+)$/, replacement: `${source}$1/index.js` },
    ],
  },
  test: {
    isolate: false,
    root: fileURLToPath(new URL("../../", import.meta.url)),
    include: JSON.parse(process.env.MUTATION_TESTS ?? "[]"),
    // Other processes do not see the mutant, so tests of kills and races cost seconds and notice nothing; simulations would run for days.
    exclude: ["**/processes.test.ts", "**/take-over.test.ts", "**/large-log.test.ts", "**/error-rates.test.ts"],
    testTimeout: 60_000,
    server: { deps: { external: [/\/src\/.*\.js$/] } },
  },
});
