import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Facts, RunningSystem, System } from "../system.js";
import { alertmanager } from "./alertmanager.js";
import { kafka } from "./kafka.js";
import { kinesalite } from "./kinesalite.js";
import { mlflow } from "./mlflow.js";
import { postgres } from "./postgres.js";
import { prometheus } from "./prometheus.js";
import { redis } from "./redis.js";
import { versitygw } from "./versitygw.js";

const parts: readonly System[] = [postgres, kafka, kinesalite, versitygw, redis, alertmanager, prometheus, mlflow];

/** All systems that `npm start -- --with …` takes, at once; facts are named `<system>.<fact>`. */
export const mainJob: System = {
  name: "main-job",
  weight: "core",
  installSeconds: 1800,
  seconds: 1500,
  async install(place) {
    for (const part of parts) await part.install(place);
  },
  async start(place) {
    const running: RunningSystem[] = [];
    const stop = async () => {
      for (const one of running.reverse()) await one.stop();
    };
    try {
      const facts: [string, Facts[string]][] = [];
      for (const part of parts) {
        const folder = join(place.folder, part.name);
        mkdirSync(folder, { mode: 0o755 });
        const started = await part.start({ ...place, folder });
        running.push(started);
        for (const [name, fact] of Object.entries(started.facts)) facts.push([`${part.name}.${name}`, fact]);
      }
      return { facts: Object.fromEntries(facts), stop };
    } catch (error) {
      await stop();
      throw error;
    }
  },
};
