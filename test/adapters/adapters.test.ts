import { readdirSync, readFileSync } from "node:fs";
import * as suites from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { adapters } from "../../scripts/rooms.js";
import type { AdapterDependencies } from "../../src/ports/house.js";

const systems = readdirSync("src/adapters");
const textOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !bundledElsewhere.has(`${folder}/${path}`))
    .map((path) => readFileSync(`${folder}/${path}`, "utf8"))
    .join("\n");
/** Files that nothing here imports: the system's own library reads them. */
const bundledElsewhere = new Set(["src/adapters/temporal/workflows.ts"]);
const runtime = new Set(Object.keys(manifest.dependencies));
const peers: Readonly<Record<string, string>> = manifest.peerDependencies;
const optional: Readonly<Record<string, { readonly optional?: boolean }>> = manifest.peerDependenciesMeta;

it("every folder of src/adapters is a door of the package", () => {
  expect([...adapters]).toEqual(systems.map((system) => `adapters/${system}`));
});

describe.each(systems)("the adapter %s", (system) => {
  const source = textOf(`src/adapters/${system}`);
  const read = async (): Promise<AdapterDependencies> =>
    (await import(`../../src/adapters/${system}/dependencies.ts`)).dependencies;

  it("states its dependencies, each an optional peer of the package within the tested range", async () => {
    const stated = await read();
    expect(stated.system).toBe(system);
    for (const [name, range] of Object.entries(stated.peers)) {
      expect(peers[name], name).toBe(range);
      expect(optional[name]?.optional, name).toBe(true);
    }
  });

  it("reaches no package but those, and them only when they are first used", async () => {
    const stated = Object.keys((await read()).peers);
    const statically = [...source.matchAll(/^(?:import|export)(?! type)[^;]*? from "([^".][^"]*)"/gm)].map(
      ([, name = ""]) => name,
    );
    expect(statically.filter((name) => !name.startsWith("node:") && !runtime.has(name))).toEqual([]);
    const lazily = [...source.matchAll(/import\("([^".][^"]*)"\)/g)].map(([, name = ""]) => name);
    expect(lazily.filter((name) => !name.startsWith("node:") && !runtime.has(name) && !stated.includes(name))).toEqual(
      [],
    );
  });

  it("runs the contract suites of the ports it fills", async () => {
    const tests = textOf(`test/adapters/${system}`);
    for (const suite of (await read()).suites) {
      expect(Object.keys(suites)).toContain(suite);
      expect(tests, `test/adapters/${system}`).toContain(`${suite}(`);
    }
  });

  it("has a page of documentation", () => {
    expect(readFileSync(`docs/adapters/${system}.md`, "utf8")).toContain(`golden-pipeline/adapters/${system}`);
  });
});
