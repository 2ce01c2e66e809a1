import { listDatasets } from "../../dataset/index.js";
import { shortVersion } from "../../report/house.js";
import { type Command, jsonOption } from "../command.js";
import { formatTime } from "../format.js";

export const datasets: Command = {
  name: "datasets",
  words: [{ name: "contract", optional: true }],
  about: "the datasets that are kept",
  options: jsonOption,
  async run({ store, words: [contract], has, json, table }) {
    const kept = await listDatasets(store, contract === undefined ? {} : { contract });
    if (has("json")) await json(kept);
    else
      await table(
        ["contract", "version", "rows", "saved", "tags"],
        kept.map(({ contract: name, version, rows, savedAt, tags }) => [
          name,
          shortVersion(version),
          rows,
          formatTime(savedAt),
          tags.join(", "),
        ]),
      );
    return 0;
  },
};
