import { chownSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { debianProgram, installDebian } from "../debian.js";
import { freePort } from "../free-port.js";
import { mustRun } from "../run-command.js";
import { serverUser } from "../server-user.js";
import { type Server, startServer } from "../start-server.js";
import type { StartPlace, System } from "../system.js";

/** Of the owner of the database, `postgres`; the server listens on the loopback address only and is gone after the tests. */
const password = "a-password-of-tests";

export const postgres: System = {
  name: "postgres",
  weight: "core",
  installSeconds: 300,
  seconds: 240,
  install: (place) => installDebian(place, "postgresql", "initdb"),
  async start(place) {
    const port = await freePort();
    const { stop } = await startPostgres(place, port);
    return { facts: { host: "127.0.0.1", port, user: "postgres", password, database: "postgres" }, stop };
  },
};

/** Starts a server on the data of a folder, which is made when there is none: also again after it was stopped or killed. */
export async function startPostgres({ cache, folder, signal }: StartPlace, port: number): Promise<Server> {
  const user = serverUser("postgres");
  const data = join(folder, "data");
  const initdb = debianProgram(cache, "postgresql", "initdb");
  if (!existsSync(data)) {
    mkdirSync(data, { mode: 0o700 });
    const passwordFile = join(folder, "password");
    writeFileSync(passwordFile, password);
    if (user !== undefined) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
    const owner = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    const words = [`--pgdata=${data}`, ...owner, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
    await mustRun(initdb.path, words, { signal, directory: folder, environment: initdb.environment, user });
  }
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, "unix_socket_directories=", "fsync=off"];
  const { path, environment } = debianProgram(cache, "postgresql", "postgres");
  const words = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
  return startServer({ command: path, words, environment, folder, user, ready: () => accepts(port), signal });
}

/** A server that is starting up takes connections only to refuse them. */
async function accepts(port: number): Promise<boolean> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres" });
  client.on("error", () => undefined);
  await client.connect();
  await client.end();
  return true;
}
