import { shortVersion } from "../../report/house.js";
import { type Command, jsonOption } from "../command.js";
import { listAll } from "../list-all.js";

export const heads: Command = {
  name: "heads",
  words: [{ name: "prefix", optional: true }],
  about: "the newest event of every log; note them elsewhere for `fsck --anchors`",
  options: jsonOption,
  async run(call) {
    const { store, words } = call;
    const found: { readonly log: string; readonly sequence: number; readonly hash: string }[] = [];
    for (const log of await store.logs(words[0] ?? "")) {
      const { sequence, hash } = await store.head(log);
      if (hash !== null) found.push({ log, sequence, hash });
    }
    await listAll(call, found, {
      log: ({ log }) => log,
      events: ({ sequence }) => sequence,
      "hash of the newest": ({ hash }) => shortVersion(hash),
    });
    return 0;
  },
};
