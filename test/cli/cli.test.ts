import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "golden-pipeline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.js";
import { makeStore } from "./made-store.js";

let folder: string;
let directory: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "golden-pipeline-cli-"));
  directory = join(folder, "store");
  store = await makeStore(directory);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function cli(...argv: readonly string[]) {
  const [out, errors]: [string[], string[]] = [[], []];
  const terminal = {
    write: async (text: string) => out.push(text) > 0,
    error: (text: string) => void errors.push(text),
    colours: false,
  };
  const code = await runCli(argv, terminal, "1.2.3");
  return { code, out: out.join(""), errors: errors.join("") };
}
const json = async (...argv: readonly string[]) => JSON.parse((await cli(...argv, "--json")).out);

/** A copy of the store to be damaged. */
async function copy(): Promise<string> {
  const damaged = await mkdtemp(join(folder, "damaged-"));
  await cp(directory, damaged, { recursive: true });
  return damaged;
}

async function snapshot(of: string): Promise<readonly (readonly [string, number, number])[]> {
  const names = (await readdir(of, { recursive: true })).sort();
  return Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(of, name));
      return [name, size, mtimeMs] as const;
    }),
  );
}

const everyCommand = (of: string): readonly (readonly string[])[] => [
  ["fsck", of],
  ["heads", of],
  ["history", of],
  ["history", of, "buyers"],
  ["verify", of, "buyers"],
  ["report", of, "buyers@champion"],
  ["datasets", of],
  ["datasets", "show", of, "latest"],
  ["datasets", "diff", of, "before", "latest"],
  ["runs", of],
  ["runs", of, "month-400"],
  ["predictions", of],
  ["predictions", of, "buyers"],
  ["alarms", of],
];

describe("the command line", () => {
  it("changes nothing in a store, whatever it is asked", async () => {
    const before = await snapshot(directory);
    for (const argv of everyCommand(directory)) {
      const { code, out, errors } = await cli(...argv);
      expect([argv[0], errors, code <= 1, out.length > 0]).toEqual([argv[0], "", true, true]);
    }
    expect(await snapshot(directory)).toEqual(before);
  });

  it("works while another process writes", async () => {
    const busy = new AbortController();
    const writing = (async () => {
      for (let time = 0; !busy.signal.aborted; time++)
        await store.append("busy/log", [{ type: "counted", time, data: { time } }]);
    })();
    for (const argv of [
      ["fsck", directory],
      ["heads", directory],
      ["history", directory, "buyers"],
    ])
      expect((await cli(...argv)).errors).toBe("");
    busy.abort();
    await writing;
    expect((await cli("fsck", directory)).code).toBe(0);
  });

  it("tells in a sentence what is wrong with what it was asked, and ends with 2", async () => {
    await writeFile(join(folder, "file"), "");
    await mkdir(join(folder, "empty"), { recursive: true });
    const wrong: readonly (readonly [readonly string[], string])[] = [
      [
        ["fsk", directory],
        "expected a command, one of fsck, heads, history, verify, report, datasets, runs, predictions, alarms; got fsk",
      ],
      [["fsck"], "fsck needs the directory of a store"],
      [["fsck", join(folder, "nowhere")], `there is no directory ${join(folder, "nowhere")}`],
      [["fsck", join(folder, "file")], `${join(folder, "file")} is a file; a store is a directory`],
      [["fsck", join(folder, "empty")], `${join(folder, "empty")} holds no store: expected logs, blobs, keys in it`],
      [["fsck", directory, "more"], "fsck does not know what to do with more"],
      [["fsck", directory, "--colour"], "Unknown option '--colour'"],
      [["fsck", directory, "--anchors"], "Option '--anchors <value>' argument missing"],
      [
        ["fsck", directory, "--anchors", join(folder, "file")],
        `${join(folder, "file")} is no list of heads: expected what \`golden-pipeline heads <directory> --json\` wrote`,
      ],
      [["verify", directory], "verify needs <model> after the directory"],
      [["verify", directory, "byers"], "there is no model byers; there are buyers, failing"],
      [["verify", directory, "buyers", "7"], "Expected buyers@7 to exist in the store, got nothing. It has 2 versions"],
      [["history", directory, "byers"], "there is no model byers; there are buyers, failing"],
      [
        ["report", directory, "buyers@1", "--format", "pdf"],
        "expected a format, one of html, markdown, junit, text, json; got pdf",
      ],
      [
        ["report", directory, "buyers@1", "--out", join(directory, "page.html")],
        `${join(directory, "page.html")} lies in the store, where nothing may be written`,
      ],
      [
        ["datasets", "show", directory, "newest"],
        "no dataset newest is kept; `golden-pipeline datasets <directory>` lists those that are",
      ],
      [["datasets", "show", directory, "dataset-"], "dataset- means several datasets"],
      [
        ["predictions", directory, "buyers", "--from", "soon"],
        "expected --from to be a time, e.g. 2001-01-25T08:00Z; got soon",
      ],
      [["predictions", directory, "sellers"], "there is no prediction log sellers"],
      [["alarms", directory, "sellers"], "no alarms of sellers were kept; there is buyers"],
    ];
    const told: string[] = [];
    for (const [argv, sentence] of wrong) {
      const { code, out, errors } = await cli(...argv);
      if (
        code !== 2 ||
        out !== "" ||
        !errors.startsWith(`golden-pipeline: ${sentence}`) ||
        errors.split("\n").length !== 2
      )
        told.push(`${sentence} | ${code} ${out} ${errors}`);
    }
    expect(told).toEqual([]);
  });

  it("shows where an error comes from only when asked", async () => {
    expect((await cli("runs", directory, "nothing")).errors).not.toContain("    at ");
    expect((await cli("runs", directory, "nothing", "--debug")).errors).toContain("    at ");
  });

  it("tells what it can do, what a command takes, and its version", async () => {
    expect(await cli("--version")).toMatchObject({ code: 0, out: "1.2.3\n" });
    expect((await cli()).code).toBe(2);
    const { code, out } = await cli("--help");
    expect(code).toBe(0);
    expect(out).toContain("datasets diff <directory> <before> <after>");
    for (const command of ["fsck", "datasets show", "report"])
      expect((await cli(...command.split(" "), "--help")).out).toContain(
        `Usage: golden-pipeline ${command} <directory>`,
      );
    expect((await cli("report", "--help")).out).toContain("--format <format>");
  });
});

describe("what is asked of a whole store", () => {
  it("history tells registry and rollouts in one story", async () => {
    const { out } = await cli("history", directory, "buyers");
    for (const line of [
      "registry       buyers@1 registered",
      "registry  ann  buyers@1 promoted: the first champion, its gate passed",
      "rollout        canary buyers@2 answers 50 %",
    ])
      expect(out).toContain(line);
    expect(await json("history", directory)).toMatchObject([
      { model: "buyers", versions: 2, champion: "buyers@1", changed: Date.UTC(2001, 0, 1, 2) },
      { model: "failing", champion: null },
    ]);
    const { registry, rollouts } = await json("history", directory, "buyers");
    expect([registry.length, rollouts.map(({ type }: { type: string }) => type)]).toEqual([
      3,
      ["rollout-started", "canary-started"],
    ]);
  });

  it("verify says that versions stand, one or all", async () => {
    expect(await cli("verify", directory, "buyers")).toMatchObject({
      code: 0,
      out: "As registered: buyers@1, buyers@2\n",
    });
    expect((await cli("verify", directory, "buyers", "champion")).out).toBe("As registered: buyers@champion\n");
    expect(await json("verify", directory, "buyers@2")).toEqual([{ version: "buyers@2", ok: true, findings: [] }]);
  });

  it("datasets are listed, shown by tag or the beginning of a version, and compared", async () => {
    const kept = await json("datasets", directory);
    expect(kept.map(({ rows, tags }: { rows: number; tags: string[] }) => [rows, tags])).toEqual([
      [400, ["before"]],
      [401, ["latest"]],
    ]);
    expect(await json("datasets", directory, "visits")).toEqual(kept);
    const { out } = await cli("datasets", "show", directory, kept[1].version.slice(0, 16));
    expect(out.startsWith(`${kept[1].version}\n`)).toBe(true);
    expect(out).toMatch(/rows +401\n/);
    expect(out).toMatch(/bought +boolean/);
    const differ = await cli("datasets", "diff", directory, "before", "latest", "--key", "at,page");
    expect(differ.code).toBe(1);
    expect(differ.out).toContain("rows: 1 added, 0 removed, 0 changed, 400 unchanged");
    expect(differ.out).toContain("  added: at 2001-01-17T16:00:00.000Z, page /shop/400");
    expect(await cli("datasets", "diff", directory, "latest", "latest")).toMatchObject({
      code: 0,
      out: expect.stringContaining("They hold the same."),
    });
  });

  it("runs are listed newest first, and told stage by stage", async () => {
    const listed = await json("runs", directory);
    expect(listed.map(({ runId }: { runId: string }) => runId).sort()).toEqual([
      "broken",
      "landing-400",
      "landing-401",
      "month-400",
      "month-401",
    ]);
    expect(listed[0].runId).toBe("broken");
    expect((await cli("runs", directory, "month-400")).out).toMatch(/train +succeeded/);
    const broken = await cli("runs", directory, "broken");
    expect(broken.code).toBe(1);
    expect(broken.out).toContain("broken: visits failed");
  });

  it("predictions come as JSON lines, within a range of time, until nobody reads", async () => {
    expect(await json("predictions", directory)).toMatchObject([{ name: "buyers", rows: 50, writers: ["main"] }]);
    const lines = (await cli("predictions", directory, "buyers")).out.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line)).filter(({ model }) => model === "buyers")).toHaveLength(50);
    const day = ["--from", "2001-01-02", "--to", "2001-01-03T00:00Z"];
    expect((await cli("predictions", directory, "buyers", ...day)).out.trim().split("\n")).toHaveLength(24);
    let written = 0;
    const terminal = { write: async () => ++written < 3, error: () => undefined, colours: false };
    expect(await runCli(["predictions", directory, "buyers"], terminal, "1")).toBe(0);
    expect(written).toBe(3);
  });

  it("alarms that fire are found", async () => {
    const { code, out } = await cli("alarms", directory);
    expect(code).toBe(1);
    expect(out).toMatch(/buyers +calibration +firing .*10 points more often/);
  });

  it("a report comes in every format, on the output or in a file", async () => {
    const out = join(folder, "page.html");
    expect(await cli("report", directory, "buyers@champion", "--out", out)).toMatchObject({ code: 0, out: "" });
    expect(await readFile(out, "utf8")).toMatch(/^<!doctype html>[\s\S]*<h2>Gate: <span class="verdict good">✓ pass/);
    const starts = { markdown: "✅ **Gate: pass**", junit: "<?xml", text: "candidate-", json: "{" };
    for (const [format, start] of Object.entries(starts))
      expect((await cli("report", directory, "buyers@1", "--format", format)).out.startsWith(start)).toBe(true);
  });

  it("a report's gate becomes the exit code when asked", async () => {
    expect((await cli("report", directory, "buyers@1", "--exit-code")).code).toBe(0);
    expect((await cli("report", directory, "failing@1")).code).toBe(0);
    expect((await cli("report", directory, "failing@1", "--exit-code")).code).toBe(1);
  });

  it("colours verdicts where they are wanted, and nothing else", async () => {
    const out: string[] = [];
    const terminal = { write: async (text: string) => out.push(text) > 0, error: () => undefined, colours: true };
    await runCli(["fsck", directory], terminal, "1");
    expect(out.join("")).toBe("\u001b[32mNothing is damaged.\u001b[39m\n");
  });
});

describe("a damaged store", () => {
  const newestOf = async (of: string, log: string): Promise<string> => {
    const names = (await readdir(join(of, "logs", `${log}@`))).filter((name) => name.endsWith(".jsonl"));
    return join(of, "logs", `${log}@`, names.sort().at(-1) ?? "");
  };

  it("is named file by file by fsck; reading it says so, and nothing is repaired", async () => {
    const damaged = await copy();
    const torn = await newestOf(damaged, "registry/buyers");
    await truncate(torn, 50);
    const before = await snapshot(damaged);
    const { code, out } = await cli("fsck", damaged);
    expect(code).toBe(1);
    expect(out).toMatch(/torn +registry\/buyers@3 +logs\/registry\/buyers@\/0+3\.jsonl/);
    expect(await json("fsck", damaged)).toMatchObject({ ok: false, findings: [{ kind: "torn" }] });
    for (const command of [
      ["history", damaged, "buyers"],
      ["verify", damaged, "buyers"],
      ["report", damaged, "buyers@1"],
    ]) {
      const told = await cli(...command);
      expect([told.code, told.out]).toEqual([2, ""]);
      expect(told.errors).toMatch(/^golden-pipeline: Expected .*`golden-pipeline fsck` tells what else is damaged\n$/);
    }
    expect(await snapshot(damaged)).toEqual(before);
  });

  it("that lost its newest events is found by heads noted before", async () => {
    const damaged = await copy();
    const noted = join(folder, "heads.json");
    await writeFile(noted, (await cli("heads", damaged, "--json")).out);
    expect((await cli("fsck", damaged, "--anchors", noted)).code).toBe(0);
    await rm(await newestOf(damaged, "registry/buyers"));
    expect((await cli("fsck", damaged)).code).toBe(0);
    const { code, out } = await cli("fsck", damaged, "--anchors", noted);
    expect([code, out.includes("head-rolled-back")]).toEqual([1, true]);
  });

  it("whose version no longer stands is told by verify", async () => {
    const damaged = await copy();
    const [entry] = (await json("history", directory, "buyers")).registry.filter(
      ({ type }: { type: string }) => type === "version-promoted",
    );
    const digest: string = entry.evidence[0].slice("sha256:".length);
    await rm(join(damaged, "blobs", "sha256", digest.slice(0, 2), digest.slice(2)));
    const { code, out } = await cli("verify", damaged, "buyers");
    expect(code).toBe(1);
    expect(out).toMatch(/buyers@1 +report +missing/);
    expect(out).toContain("As registered: buyers@2");
  });

  it("of strange files gives sentences and no stack", async () => {
    const strange = join(folder, "strange");
    await mkdir(join(strange, "logs", "registry", "Not A Model@"), { recursive: true });
    await writeFile(join(strange, "logs", "registry", "Not A Model@", "000000000000001.jsonl"), "\u001b[2J\u0000");
    await writeFile(join(strange, "blobs"), "no directory");
    for (const argv of everyCommand(strange)) {
      const { out, errors } = await cli(...argv);
      expect(`${out}${errors}`).not.toMatch(/ {4}at |\p{Cc}(?<![\n\t])/u);
    }
  });

  it("cannot move the terminal's cursor by what is stored in it", async () => {
    const hostile = join(folder, "hostile");
    await cp(directory, hostile, { recursive: true });
    const { createFileStore } = await import("golden-pipeline/store");
    const { createRegistry } = await import("golden-pipeline/registry");
    const registry = createRegistry({ store: createFileStore(hostile, { durability: "process" }) });
    await registry.promote("buyers@2", { override: { reason: "\u001b[2J\u202eevil\r\nsecond line" } });
    const { out } = await cli("history", hostile, "buyers");
    expect(out).toContain("by override: \\u{1b}[2J\\u{202e}evil\\u{d}\\u{a}second line");
    expect((await cli("history", hostile, "buyers", "--json")).out).not.toContain("\u202e");
  });
});
