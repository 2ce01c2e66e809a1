import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { debianProgram, installDebian } from "../debian.js";
import { freePort } from "../free-port.js";
import { type Server, startServer } from "../start-server.js";
import type { StartPlace, System } from "../system.js";

/** Of the default user; the server listens on the loopback address only and is gone after the tests. */
export const password = "a-password-of-tests";

export const redis: System = {
  name: "redis",
  weight: "core",
  installSeconds: 300,
  seconds: 120,
  install: (place) => installDebian(place, "redis-server", "redis-server"),
  async start(place) {
    const port = await freePort();
    const { stop } = await startRedis(place, port);
    return { facts: { host: "127.0.0.1", port, password }, stop };
  },
};

/** Starts a server on the data of a folder: also again after it was stopped or killed. */
export async function startRedis({ cache, folder, signal }: StartPlace, port: number): Promise<Server> {
  mkdirSync(folder, { recursive: true });
  const { path, environment } = debianProgram(cache, "redis-server", "redis-server");
  const place = ["--bind", "127.0.0.1", "--port", String(port), "--requirepass", password];
  const words = [...place, "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--daemonize", "no"];
  return startServer({ command: path, words, environment, folder, ready: () => isReady(port), signal });
}

/** A server that still reads its file refuses with LOADING. */
function isReady(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let said = "";
    socket.setEncoding("utf8").setTimeout(1000, () => socket.destroy());
    socket.on("error", reject).on("close", () => resolve(false));
    socket.on("data", (text: string) => {
      said += text;
      if (!/^\+OK\r\n./s.test(said)) return;
      resolve(said.includes("+PONG"));
      socket.destroy();
    });
  });
}
