import { createAlarms } from "../../monitoring/index.js";
import type { Alarm } from "../../ports/index.js";
import { type Command, jsonOption } from "../command.js";
import { formatTime, thereAre } from "../format.js";
import { listAll } from "../list-all.js";
import { UsageError } from "../usage-error.js";

const prefix = "alarms/";

export const alarms: Command = {
  name: "alarms",
  words: [{ name: "model", optional: true }],
  about: "alarms of all models or of one, firing ones first; 1 when one is firing",
  options: jsonOption,
  async run(call) {
    const { store, has, print } = call;
    const [model] = call.words;
    const models = (await store.logs(prefix)).map((log) => log.slice(prefix.length));
    if (model !== undefined && !models.includes(model))
      throw new UsageError(`no alarms of ${model} were kept; ${thereAre(models)}`);
    const all: ({ readonly model: string } & Alarm)[] = [];
    for (const name of model === undefined ? models : [model])
      for (const alarm of await createAlarms({ store, name }).list()) all.push({ model: name, ...alarm });
    all.sort((left, right) => states.indexOf(left.state) - states.indexOf(right.state) || right.since - left.since);
    const firing = all.filter(({ state }) => state === "firing").length;
    await listAll(call, all, {
      model: (alarm) => alarm.model,
      rule: ({ rule }) => rule,
      state: ({ state }) => state,
      since: ({ since }) => formatTime(since),
      until: ({ until }) => (until === undefined ? "–" : formatTime(until)),
      "seen by": ({ acknowledged }) => acknowledged?.by ?? "–",
      "what it saw": ({ message }) => message,
    });
    if (!has("json")) await print(firing === 0 ? "None is firing." : `${firing} firing`, firing === 0 ? "good" : "bad");
    return firing === 0 ? 0 : 1;
  },
};

const states: readonly Alarm["state"][] = ["firing", "pending", "resolved"];
