import { readSegments } from "../../core/house.js";
import { readPredictions } from "../../feedback/index.js";
import { type Call, type Command, type ExitCode, jsonOption } from "../command.js";
import { formatTime } from "../format.js";
import { listAll } from "../list-all.js";
import { printableJson } from "../printable.js";
import { UsageError } from "../usage-error.js";

const prefix = "predictions/";

export const predictions: Command = {
  name: "predictions",
  words: [{ name: "name", optional: true }],
  about: "the prediction logs; of one, its predictions as JSON, one a line",
  options: {
    from: { value: "<time>", about: "only what happened then or later, e.g. 2001-01-25 or 2001-01-25T08:00Z" },
    to: { value: "<time>", about: "only what happened before" },
    ...jsonOption,
  },
  run: (call) => (call.words[0] === undefined ? listLogs(call) : tellPredictions(call, call.words[0])),
};

async function listLogs(call: Call): Promise<ExitCode> {
  const logs = new Map<string, { name: string; writers: Set<string>; rows: number; written: number | null }>();
  for (const log of await call.store.logs(prefix)) {
    // predictions/<name>/<writer>/<number>
    const [, name, writer] = /^predictions\/(.+)\/([^/]+)\/\d+$/.exec(log) ?? [];
    if (name === undefined || writer === undefined) continue;
    const known = logs.get(name) ?? { name, writers: new Set(), rows: 0, written: null };
    logs.set(name, known);
    known.writers.add(writer);
    for await (const { rows, time } of readSegments(call.store, log)) {
      known.rows += rows;
      known.written = Math.max(known.written ?? time, time);
    }
  }
  const found = [...logs.values()].map((one) => ({ ...one, writers: [...one.writers] }));
  await listAll(call, found, {
    name: ({ name }) => name,
    rows: ({ rows }) => rows,
    writers: ({ writers }) => writers.join(", "),
    written: ({ written }) => (written === null ? "–" : formatTime(written)),
  });
  return 0;
}

async function tellPredictions({ store, text, write }: Call, name: string): Promise<ExitCode> {
  const [from, to] = [timeOf("from", text("from")), timeOf("to", text("to"))];
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  if ((await store.logs(`${prefix}${name}/`)).length === 0) throw new UsageError(`there is no prediction log ${name}`);
  for await (const prediction of readPredictions(store, name, range))
    if (!(await write(`${printableJson(prediction)}\n`))) break;
  return 0;
}

function timeOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(time))
    throw new UsageError(`expected --${option} to be a time, e.g. 2001-01-25T08:00Z; got ${text}`);
  return time;
}
