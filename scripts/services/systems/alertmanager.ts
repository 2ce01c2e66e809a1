import { cpSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { debianProgram, installDebian } from "../debian.js";
import { freePort } from "../free-port.js";
import { NotInstalledError } from "../not-installed-error.js";
import { startServer } from "../start-server.js";
import type { System } from "../system.js";
import { answers } from "../until.js";

const packageName = "prometheus-alertmanager";
/** The program reads its templates here, wherever it is itself. */
const templates = "/usr/share/prometheus/alertmanager";

/** Tells `127.0.0.1:<hookPort>/hook` of alerts at once: the tests listen there. */
export const alertmanager: System = {
  name: "alertmanager",
  weight: "core",
  installSeconds: 300,
  seconds: 120,
  async install(place) {
    await installDebian(place, packageName, "prometheus-alertmanager");
    if (existsSync(join(templates, "default.tmpl"))) return;
    if (process.getuid?.() !== 0)
      throw new NotInstalledError(
        `Debian's build reads ${templates}: install the package ${packageName}, or run this as root once`,
      );
    cpSync(join(place.cache, "debian", packageName, templates), templates, { recursive: true });
  },
  async start({ cache, folder, signal }) {
    const { path, environment } = debianProgram(cache, packageName, "prometheus-alertmanager");
    const [port, hookPort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${port}`;
    const timing = { group_wait: "100ms", group_interval: "200ms", repeat_interval: "1h" };
    const hook = { url: `http://127.0.0.1:${hookPort}/hook`, send_resolved: true };
    const settings = {
      route: { receiver: "hook", group_by: ["..."], ...timing },
      receivers: [{ name: "hook", webhook_configs: [hook] }],
    };
    writeFileSync(join(folder, "alertmanager.yml"), JSON.stringify(settings)); // JSON is YAML.
    const files = ["--config.file=alertmanager.yml", "--storage.path=data"];
    const words = [...files, `--web.listen-address=127.0.0.1:${port}`, "--cluster.listen-address="];
    const ready = () => answers(`${url}/-/ready`);
    const { stop } = await startServer({ command: path, words, environment, folder, ready, signal });
    return { facts: { url, hookPort }, stop };
  },
};
