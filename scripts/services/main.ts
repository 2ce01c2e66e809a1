// Runs adapters against the real systems: `npm run test:services [-- name …] [-- --all]`.
import { cacheFolder } from "./cache-folder.js";
import { endOnSignals } from "./end-on-signals.js";
import { runServices } from "./run-services.js";
import { systems } from "./systems.js";
import { testSystem } from "./test-system.js";

await endOnSignals((signal) =>
  runServices({
    systems,
    words: process.argv.slice(2),
    cache: cacheFolder(),
    signal,
    test: testSystem,
    print: (line) => console.log(line),
  }),
);
