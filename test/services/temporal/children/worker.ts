// A worker: takes stages and runs of the counted training from Temporal's queue.
import { DefaultLogger, NativeConnection, Runtime } from "@temporalio/worker";
import { temporalWorker } from "golden-pipeline/adapters/temporal";
import { createFileStore } from "golden-pipeline/store";
import { countedTraining, servicesIn } from "../../dbos/children/counted-training.js";

const [address = "", queue = "", name = "", folder = "", file = "", hold = ""] = process.argv.slice(2);
process.env.WORKER = name;
Runtime.install({ logger: new DefaultLogger("ERROR") });
const store = createFileStore(folder);
const pipelines = [countedTraining(file, hold)];
const temporal = await NativeConnection.connect({ address });
const worker = temporalWorker({
  temporal,
  store,
  pipelines,
  services: servicesIn(store),
  queue,
  pollMilliseconds: 100,
});
await worker.start();
console.log("ready");
await worker.ended;
await temporal.close();
