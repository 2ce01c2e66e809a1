import type { ColumnProfile, ColumnStateJson, ProfileLayout } from "../../dataset/house.js";
import { layoutOf, NumberCells, WordsState } from "../../dataset/house.js";
import { type Profile, profileReducer } from "../../dataset/index.js";
import type { Contract } from "../../schema/index.js";
import { ExactSum } from "../../stats/house.js";
import type { EngineProfileOptions, RelationName } from "../engine.js";
import { addTimes } from "./add-times.js";
import { columnNamed, openRelation, rowOf, type SqlConnection } from "./connection.js";
import { createLayers, sql } from "./layers.js";
import { quoteName, quoteNumber } from "./literals.js";
import { type WrittenColumn, writeProfiled } from "./write-profiled.js";

type Asked = Pick<ColumnProfile, "name" | "type" | "numbers" | "categories">;

// Sums of scaled numbers do not overflow on the way; those below 1 cannot, and scaled the smallest of them would be 0.
const scale = 2 ** -64;
const largest = quoteNumber(Number.MAX_VALUE);
const [zero, one] = [quoteNumber(0), quoteNumber(1)];
const scaled = (value: string) =>
  `CASE WHEN abs(${value}) < ${one} THEN ${zero} ELSE ${value} * ${quoteNumber(scale)} END`;
const unscaled = (value: string) => `CASE WHEN abs(${value}) < ${one} THEN ${value} ELSE ${zero} END`;

/** Counts in the engine; bins and words are made of the counts by the house's own states, so that they are the same. */
export async function runProfile<Row, Label extends string>(
  connection: SqlConnection,
  name: RelationName,
  contract: Contract<Row, Label>,
  { signal, reference, bins, categories }: EngineProfileOptions,
): Promise<Profile> {
  const { dialect } = connection;
  const { quoted, columns: table } = await openRelation(connection, name, signal);
  const layout: ProfileLayout = reference
    ? { reference }
    : {
        columns: contract.columns,
        eventTime: contract.eventTime,
        ...(bins !== undefined && { bins }),
        ...(categories !== undefined && { categories }),
      };
  const asked: readonly Asked[] = reference?.columns ?? contract.columns;
  const eventTime = reference ? reference.eventTime : contract.eventTime;
  const layers = createLayers();
  const write = (column: Asked): WrittenColumn =>
    writeProfiled(column, columnNamed(dialect, table, column.name), before, column.name === eventTime, dialect, layers);
  const before =
    eventTime === undefined ? undefined : instantOf(columnNamed(dialect, table, eventTime), connection, layers);
  const written = asked.map(write);
  const from = layers.from(quoted);
  const counts = await rowOf(
    connection,
    `SELECT ${["count(*)", ...written.flatMap(({ missing, invalid }) => [countIf(missing.sql), countIf(invalid.sql)])].join(", ")} FROM ${from}`,
    signal,
  );
  const rows = counts[0] ?? 0;
  const states: ColumnStateJson[] = [];
  for (const [at, column] of asked.entries()) {
    const { value, words } = written[at] as WrittenColumn;
    const [missing = 0, invalid = 0] = counts.slice(1 + 2 * at);
    const state: ColumnStateJson = { rows, missing, invalid };
    if (column.name === eventTime || column.type === "other") states.push(state);
    else if (words) states.push({ ...state, words: await countWords(column, value?.sql) });
    else states.push({ ...state, numbers: await countNumbers(column, value?.sql) });
  }
  return profileReducer(layout)
    .fromJSON({ format: "profile-state@1", layout: layoutOf(layout), rows, columns: states })
    .value();

  async function countWords({ type, categories: listed }: Asked, value: string | undefined) {
    const state = new WordsState(type === "boolean" ? ["false", "true"] : listed?.words, 0);
    if (value !== undefined)
      for await (const some of connection.query(groups(value, "count(*)"), signal))
        for (const [word, count] of some) state.add(String(word), Number(count));
    return state.toJSON();
  }

  async function countNumbers({ numbers }: Asked, value: string | undefined) {
    const cells = new NumberCells();
    const sum = new ExactSum();
    const binned = new Array<number>((numbers?.edges.length ?? 0) + 1).fill(0);
    const infinite: [number, number] = [0, 0];
    let [finite, minimum, maximum] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const key = numbers && value !== undefined ? binOf(value, numbers.edges) : value;
    const rest =
      numbers && value !== undefined
        ? `, min(${value}), max(${value}), ${dialect.sum(scaled(value))}, ${dialect.sum(unscaled(value))}`
        : "";
    if (key !== undefined && value !== undefined)
      for await (const some of connection.query(groups(key, `count(*)${rest}`, value), signal))
        for (const [found, count, ...facts] of some) {
          const [at, times] = [Number(found), Number(count)];
          const [low, high, part, small] = rest === "" ? [at, at] : facts.map(Number);
          if (rest === "" ? !Number.isFinite(at) : at < 0 || at >= binned.length) {
            const side = (low ?? 0) < 0 ? 0 : 1;
            infinite[side] += times;
            continue;
          }
          finite += times;
          minimum = Math.min(minimum, low ?? 0);
          maximum = Math.max(maximum, high ?? 0);
          if (rest !== "") {
            binned[at] = times;
            // Halves, so that neither overflows.
            for (let half = 0; half < 2; half++) sum.add((part ?? 0) / scale / 2);
            sum.add(small ?? 0);
          } else {
            cells.add(at, times);
            addTimes(sum, at, times);
          }
        }
    return {
      minimum: finite === 0 ? null : minimum,
      maximum: finite === 0 ? null : maximum,
      sum: sum.toJSON(),
      finite,
      infinite,
      ...(numbers ? { counts: binned } : { cells: cells.toJSON() }),
    };
  }

  function groups(key: string, facts: string, value = key): string {
    return `SELECT k, ${facts} FROM (SELECT *, ${key} AS k FROM ${from}) AS g WHERE ${value} IS NOT NULL GROUP BY k`;
  }
}

/** How many edges lie at or below a number; −1 and one past the last bin are the infinities. */
function binOf(value: string, edges: readonly number[]): string {
  const cases = edges.map((edge, bin) => `WHEN ${value} < ${quoteNumber(edge)} THEN ${bin}`);
  return `CASE WHEN ${value} < -${largest} THEN -1 WHEN ${value} > ${largest} THEN ${edges.length + 1} ${cases.join(" ")} ELSE ${edges.length} END`;
}

function instantOf(
  column: { readonly name: string; readonly type: string; readonly kind: string },
  { dialect }: SqlConnection,
  layers: ReturnType<typeof createLayers>,
) {
  const raw = layers.source(quoteName(column.name));
  const read =
    column.kind === "time"
      ? { sql: dialect.milliseconds(raw.sql, column.type), layer: raw.layer }
      : column.kind === "number" || column.kind === "whole"
        ? sql`CAST(${raw} AS ${dialect.double})`
        : { sql: `CAST(NULL AS ${dialect.double})`, layer: 0 };
  const value = layers.bind(read);
  return layers.bind(sql`CASE WHEN abs(${value}) <= ${quoteNumber(8.64e15)} THEN ${value} END`);
}

function countIf(condition: string): string {
  return `count(CASE WHEN ${condition} THEN 1 END)`;
}
