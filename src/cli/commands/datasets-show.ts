import { shortVersion } from "../../report/house.js";
import { type Command, jsonOption } from "../command.js";
import { findDataset } from "../find-dataset.js";
import { formatTime } from "../format.js";

export const datasetsShow: Command = {
  name: "datasets show",
  words: [{ name: "version" }],
  about: "the manifest of one: columns, segments, what it was made of",
  options: { contract: { value: "<name>", about: "where several contracts have the tag" }, ...jsonOption },
  async run(call) {
    const { kept, manifest } = await findDataset(call, call.words[0] ?? "");
    if (call.has("json")) {
      await call.json({ ...kept, manifest });
      return 0;
    }
    const { quarantined, raw, parents, labels } = manifest.lineage;
    const reasons = Object.entries(quarantined.reasons).map(([reason, rows]) => `${reason} ${rows}`);
    await call.print(kept.version);
    await call.table(
      ["fact", "value"],
      [
        ["contract", kept.contract],
        ["rows", String(kept.rows)],
        ["saved", formatTime(kept.savedAt)],
        ["tags", kept.tags.join(", ") || "–"],
        ["segments", String(manifest.segments.length)],
        ["raw inputs", String(raw.length)],
        ["made of", parents.map(shortVersion).join(", ") || "–"],
        ["labels from", String(labels.length)],
        ["quarantined", `${quarantined.rows}${reasons.length === 0 ? "" : `: ${reasons.join(", ")}`}`],
      ],
    );
    await call.print("");
    await call.table(
      ["column", "type", "digest"],
      manifest.columns.map(({ name, type, digest }) => [name, type, shortVersion(digest)]),
    );
    return 0;
  },
};
