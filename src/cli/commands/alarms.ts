import { createAlarms } from "../../monitoring/index.js";
import type { Alarm } from "../../ports/index.js";
import { type Command, jsonOption } from "../command.js";
import { formatTime, thereAre } from "../format.js";
import { UsageError } from "../usage-error.js";

const prefix = "alarms/";

export const alarms: Command = {
  name: "alarms",
  words: [{ name: "model", optional: true }],
  about: "alarms of all models or of one, firing ones first; 1 when one is firing",
  options: jsonOption,
  async run({ store, words: [model], has, json, table, print }) {
    const models = (await store.logs(prefix)).map((log) => log.slice(prefix.length));
    if (model !== undefined && !models.includes(model))
      throw new UsageError(`no alarms of ${model} were kept; ${thereAre(models)}`);
    const all: ({ readonly model: string } & Alarm)[] = [];
    for (const name of model === undefined ? models : [model])
      for (const alarm of await createAlarms({ store, name }).list()) all.push({ model: name, ...alarm });
    all.sort((left, right) => states.indexOf(left.state) - states.indexOf(right.state) || right.since - left.since);
    const firing = all.filter(({ state }) => state === "firing").length;
    if (has("json")) await json(all);
    else {
      await table(
        ["model", "rule", "state", "since", "until", "seen by", "what it saw"],
        all.map(({ model: of, rule, state, since, until, acknowledged, message }) => [
          of,
          rule,
          state,
          formatTime(since),
          until === undefined ? "–" : formatTime(until),
          acknowledged?.by ?? "–",
          message,
        ]),
      );
      await print(firing === 0 ? "None is firing." : `${firing} firing`, firing === 0 ? "good" : "bad");
    }
    return firing === 0 ? 0 : 1;
  },
};

const states: readonly Alarm["state"][] = ["firing", "pending", "resolved"];
