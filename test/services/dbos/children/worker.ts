// A worker: takes stages and runs of the counted training from DBOS's queue.
import { DBOS } from "@dbos-inc/dbos-sdk";
import { dbosWorker } from "golden-pipeline/adapters/dbos";
import { openStore } from "../open-store.js";
import { countedTraining, servicesIn } from "./counted-training.js";

const [url = "", application = "", executorID = "", file = "", hold = ""] = process.argv.slice(2);
process.env.WORKER = executorID;
const { store } = openStore(url, application);
const pipelines = [countedTraining(file, hold)];
const services = servicesIn(store);
// Several applications have this database, and a queue belongs to one.
const worker = dbosWorker({ dbos: DBOS, store, pipelines, services, queue: application, pollMilliseconds: 100 });
DBOS.setConfig({ name: application, systemDatabaseUrl: url, executorID, logLevel: "error" });
await DBOS.launch();
await worker.start();
console.log("ready");
