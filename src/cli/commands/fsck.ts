import { readFile } from "node:fs/promises";
import { readOnlyFileSystem } from "../../store/house.js";
import { fsck as checkStore } from "../../store/index.js";
import { type Call, type Command, jsonOption } from "../command.js";
import { UsageError } from "../usage-error.js";

export const fsck: Command = {
  name: "fsck",
  words: [],
  about: "read all of it and name what is not as it was written",
  options: { anchors: { value: "<file>", about: "heads noted before, as `heads --json` gives them" }, ...jsonOption },
  async run(call) {
    const anchors = await readAnchors(call);
    const { ok, findings } = await checkStore(call.directory, { fileSystem: readOnlyFileSystem, anchors });
    if (call.has("json")) await call.json({ ok, findings });
    else {
      if (findings.length > 0)
        await call.table(
          ["finding", "of", "file", "what it is"],
          findings.map(({ kind, reference, path = "", message }) => [kind, reference, path, message]),
        );
      await call.print(
        ok ? "Nothing is damaged." : "Something is damaged: restore those files from a copy.",
        ok ? "good" : "bad",
      );
    }
    return ok ? 0 : 1;
  },
};

async function readAnchors(call: Call) {
  const path = call.text("anchors");
  if (path === undefined) return [];
  let anchors: unknown;
  try {
    anchors = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (!Array.isArray(anchors) || !anchors.every(isAnchor))
    throw new UsageError(
      `${path} is no list of heads: expected what \`golden-pipeline heads <directory> --json\` wrote`,
    );
  return anchors;
}

function isAnchor(value: unknown): value is { log: string; sequence: number; hash: string } {
  if (typeof value !== "object" || value === null) return false;
  const { log, sequence, hash } = value as { readonly [fact: string]: unknown };
  return typeof log === "string" && Number.isSafeInteger(sequence) && typeof hash === "string";
}
