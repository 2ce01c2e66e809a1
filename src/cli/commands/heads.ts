import { shortVersion } from "../../report/house.js";
import { type Command, jsonOption } from "../command.js";

export const heads: Command = {
  name: "heads",
  words: [{ name: "prefix", optional: true }],
  about: "the newest event of every log; note them elsewhere for `fsck --anchors`",
  options: jsonOption,
  async run({ store, words, has, json, table }) {
    const found: { readonly log: string; readonly sequence: number; readonly hash: string }[] = [];
    for (const log of await store.logs(words[0] ?? "")) {
      const { sequence, hash } = await store.head(log);
      if (hash !== null) found.push({ log, sequence, hash });
    }
    if (has("json")) await json(found);
    else
      await table(
        ["log", "events", "hash of the newest"],
        found.map(({ log, sequence, hash }) => [log, sequence, shortVersion(hash)]),
      );
    return 0;
  },
};
