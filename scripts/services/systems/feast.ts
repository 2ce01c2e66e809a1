import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installDebian } from "../debian.js";
import { freePort } from "../free-port.js";
import { installPython, pythonProgram } from "../python.js";
import { mustRun } from "../run-command.js";
import { type Server, startServer } from "../start-server.js";
import type { StartPlace, System } from "../system.js";
import { answers } from "../until.js";
import { password, startRedis } from "./redis.js";

const version = "0.67.0";
const environmentName = `feast-${version}-redis`;

/**
 * Two Python feature servers, on the SQLite online store and on Redis, each with the views `by_user` and `by_route`, a push source of the name of each, and some rows offline;
 * beside them the Python that has Feast.
 */
export const feast: System = {
  name: "feast",
  weight: "core",
  installSeconds: 900,
  seconds: 900,
  async install(place) {
    await installDebian(place, "redis-server", "redis-server");
    await installPython(place, environmentName, [`feast[duckdb,redis]==${version}`]);
  },
  async start(place) {
    const started: { stop(): Promise<void> }[] = [];
    const stop = async (): Promise<void> => {
      for (const one of started.splice(0).reverse()) await one.stop();
    };
    const within = (name: string): StartPlace => ({ ...place, folder: join(place.folder, name) });
    const port = await freePort();
    try {
      started.push(await startFeast(within("sqlite"), port));
      const redisPort = await freePort();
      started.push(await startRedis(within("redis-server"), redisPort));
      const portOnRedis = await freePort();
      started.push(await startFeast(within("redis"), portOnRedis, onRedis(redisPort)));
      const [url, urlOnRedis] = [port, portOnRedis].map((one) => `http://127.0.0.1:${one}`);
      return { facts: { url: `${url}`, urlOnRedis: `${urlOnRedis}`, python: pythonOfFeast(place.cache) }, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  },
};

function pythonOfFeast(cache: string): string {
  return pythonProgram(cache, environmentName, "python");
}

const onSqlite = "{type: sqlite, path: online.db}";

/** The settings of an online store on the Redis of a port. */
export function onRedis(port: number): string {
  return `{type: redis, connection_string: "127.0.0.1:${port},password=${password}"}`;
}

/**
 * Starts a server on the repository of a folder, which is made when there is none: also again after it was stopped or killed.
 * @param online The repository's online store, as its settings say it.
 */
export async function startFeast(
  { cache, folder, signal }: StartPlace,
  port: number,
  online: string = onSqlite,
): Promise<Server> {
  const program = (name: string): string => pythonProgram(cache, environmentName, name);
  const environment = { FEAST_USAGE: "False" };
  if (!existsSync(join(folder, "registry.db"))) {
    mkdirSync(join(folder, "data"), { recursive: true });
    for (const [name, text] of Object.entries({
      "feature_store.yaml": `${settings}online_store: ${online}\n`,
      "repo.py": repository,
      "rows.py": rows,
    }))
      writeFileSync(join(folder, name), text);
    await mustRun(program("python"), ["rows.py"], { signal, directory: folder, environment });
    renameSync(join(folder, "rows.py"), join(folder, "rows.txt")); // Feast takes every Python file for definitions.
    await mustRun(program("feast"), ["apply"], { signal, directory: folder, environment });
  }
  const words = ["serve", "-h", "127.0.0.1", "-p", String(port), "--no-access-log", "-w", "1"];
  const ready = () => answers(`http://127.0.0.1:${port}/health`);
  return startServer({ command: program("feast"), words, environment, folder, ready, readySeconds: 240, signal });
}

const settings = `project: gp
registry: registry.db
provider: local
entity_key_serialization_version: 3
offline_store: {type: duckdb}
`;

const repository = `from datetime import timedelta
from feast import Entity, FeatureView, Field, FileSource, PushSource, ValueType
from feast.types import Int64, String

user = Entity(name="user", join_keys=["user"], value_type=ValueType.STRING)
start = Entity(name="from", join_keys=["from"], value_type=ValueType.STRING)
end = Entity(name="to", join_keys=["to"], value_type=ValueType.STRING)

def view(name, entities, fields):
    rows = FileSource(name=name + "_rows", path="data/" + name + ".parquet", timestamp_field="event_timestamp")
    source = PushSource(name=name, batch_source=rows)
    return FeatureView(name=name, entities=entities, ttl=timedelta(hours=1), schema=fields, source=source, online=True), source

by_user, by_user_source = view("by_user", [user], [Field(name="visits", dtype=Int64), Field(name="country", dtype=String), Field(name="written", dtype=Int64)])
by_route, by_route_source = view("by_route", [start, end], [Field(name="visits", dtype=Int64)])
`;

const rows = `import datetime as dt
import pandas as pd

t = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)
later = t + dt.timedelta(days=1)
pd.DataFrame({"user": ["offline-a", "offline-a", "offline-b"], "event_timestamp": [t, later, t], "visits": [1, 2, 3], "country": ["AT", "BE", "CH"], "written": [1, 1, 1]}).to_parquet("data/by_user.parquet")
pd.DataFrame({"from": ["offline-a"], "to": ["offline-b"], "event_timestamp": [t], "visits": [1]}).to_parquet("data/by_route.parquet")
`;
