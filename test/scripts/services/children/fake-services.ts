// Runs one fake system whose tests never end, as `npm run test:services` would. Arguments: the cache, where the server writes its process id.
import { endOnSignals } from "../../../../scripts/services/end-on-signals.js";
import { runCommand } from "../../../../scripts/services/run-command.js";
import { runServices } from "../../../../scripts/services/run-services.js";
import { fakeSystem } from "../fake-system.js";

const [cache = "", pidFile = ""] = process.argv.slice(2);
await endOnSignals((signal) =>
  runServices({
    systems: [fakeSystem("endless", { pidFile })],
    words: [],
    cache,
    signal,
    print: (line) => console.log(line),
    async test(_, __, { signal }) {
      const program = `console.log(require("fs").writeFileSync(${JSON.stringify(`${pidFile}.test`)}, String(process.pid))); setInterval(() => {}, 1000)`;
      await runCommand(process.execPath, ["-e", program], { signal });
      return { passed: 0, failed: 1, output: "the tests were killed" };
    },
  }),
);
