import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.js";
import { installPython, pythonProgram } from "../python.js";
import { mustRun } from "../run-command.js";
import { type Server, startServer } from "../start-server.js";
import type { StartPlace, System } from "../system.js";
import { answers } from "../until.js";

const version = "0.67.0";
const environmentName = `feast-${version}`;

/** The Python feature server on its SQLite online store, with the views `by_user` and `by_route`, each with a push source of its name, and some rows offline. */
export const feast: System = {
  name: "feast",
  weight: "core",
  installSeconds: 900,
  seconds: 600,
  install: (place) => installPython(place, environmentName, [`feast[duckdb]==${version}`]),
  async start(place) {
    const port = await freePort();
    const { stop } = await startFeast(place, port);
    return { facts: { url: `http://127.0.0.1:${port}`, port }, stop };
  },
};

/** Starts a server on the repository of a folder, which is made when there is none: also again after it was stopped or killed. */
export async function startFeast({ cache, folder, signal }: StartPlace, port: number): Promise<Server> {
  const program = (name: string): string => pythonProgram(cache, environmentName, name);
  const environment = { FEAST_USAGE: "False" };
  if (!existsSync(join(folder, "registry.db"))) {
    mkdirSync(join(folder, "data"), { recursive: true });
    for (const [name, text] of Object.entries({
      "feature_store.yaml": settings,
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
online_store: {type: sqlite, path: online.db}
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
