import { listDatasets } from "../../dataset/index.js";
import { shortVersion } from "../../report/house.js";
import { type Command, jsonOption } from "../command.js";
import { formatTime } from "../format.js";
import { listAll } from "../list-all.js";

export const datasets: Command = {
  name: "datasets",
  words: [{ name: "contract", optional: true }],
  about: "the datasets that are kept",
  options: jsonOption,
  async run(call) {
    const [contract] = call.words;
    await listAll(call, await listDatasets(call.store, contract === undefined ? {} : { contract }), {
      contract: (kept) => kept.contract,
      version: (kept) => shortVersion(kept.version),
      rows: (kept) => kept.rows,
      saved: (kept) => formatTime(kept.savedAt),
      tags: (kept) => kept.tags.join(", "),
    });
    return 0;
  },
};
