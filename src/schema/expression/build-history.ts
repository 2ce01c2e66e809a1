import { checkArguments, checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { numberColumn } from "./build-number.js";
import { builtNode } from "./built-node.js";
import type { Columns, Expression, History, HistoryOptions } from "./expression.js";
import type { BoundHistoryScope, HistoryScope } from "./history-scope.js";
import type { ExpressionNode, HistoryNode } from "./node.js";
import { columnsUsed } from "./scalar.js";
import { unknownColumn } from "./unknown-column.js";

const historyRules = { window: option.required(option.text), knownAt: option.callback };
const minutesPerUnit = { m: 1, h: 60, d: 1440 } as const;

type Of<All> = string | ((past: Columns<All>) => Expression<number | null> | Expression<boolean | null>);

/** Aggregates over earlier rows with the same key. @throws {InvalidArgumentError} used outside features, or the contract states no event time. */
export function history<All>(
  key: ExpressionNode,
  options: HistoryOptions<All>,
  scope: BoundHistoryScope | undefined,
): History<All> {
  if (scope === undefined)
    throw new InvalidArgumentError(
      "expression",
      "a history only inside features",
      undefined,
      "one in a rule, label, target or derived column",
    );
  const { eventTime } = scope;
  if (eventTime === undefined)
    throw new InvalidArgumentError(
      "features",
      `contract ${scope.contract} to state its \`eventTime\`, so that histories know what was earlier`,
      undefined,
      "none",
    );
  checkOptions<object>("features", options, historyRules);
  const windowMinutes = parseWindow(options.window);
  const past = scope.past() as Columns<All>;
  const aggregate = (name: HistoryNode["aggregate"], of?: Of<All>): HistoryNode => {
    const value = of === undefined ? undefined : valueNode(of, past, scope);
    const stated = options.knownAt && builtNode("features", "`knownAt` of a history", options.knownAt(past), "time");
    const knownAt = stated ?? knownTime(value, eventTime, scope);
    return { op: "history", aggregate: name, key, knownAt, windowMinutes, ...(value !== undefined && { value }) };
  };
  const needed = (name: "mean" | "sum" | "minimum" | "maximum", of: Of<All>): HistoryNode => {
    checkArguments("features", { of }, { of: option.either(option.text, option.callback) });
    return aggregate(name, of);
  };
  return {
    mean: (of) => numberColumn<number | null>(needed("mean", of)),
    sum: (of) => numberColumn<number>(needed("sum", of)),
    minimum: (of) => numberColumn<number | null>(needed("minimum", of)),
    maximum: (of) => numberColumn<number | null>(needed("maximum", of)),
    count: (of) => numberColumn<number>(aggregate("count", of)),
  };
}

function parseWindow(window: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([mhd])$/.exec(window) ?? [];
  if (amount === undefined || unit === undefined || Number(amount) === 0)
    throw new InvalidArgumentError("features", "`window` to be a length of time like 30m, 6h or 7d", window);
  return Number(amount) * minutesPerUnit[unit as "m" | "h" | "d"];
}

function valueNode<All>(of: Of<All>, past: Columns<All>, scope: HistoryScope): ExpressionNode {
  if (typeof of === "function") return builtNode("features", "what a history is of", of(past));
  const column = scope.columns.find(({ name }) => name === of);
  if (column === undefined)
    throw unknownColumn(
      "features",
      `contract ${scope.contract}`,
      of,
      scope.columns.map(({ name }) => name),
    );
  return { op: "column", name: of, type: column.type };
}

/** The latest moment at which any used column is known: label columns when the contract says, others at the event time. */
export function knownTime(
  value: ExpressionNode | undefined,
  eventTime: string,
  scope: Pick<HistoryScope, "labels">,
): ExpressionNode {
  const times = (value === undefined ? [] : columnsUsed(value)).flatMap((name) => scope.labels[name]?.knownAt ?? []);
  const [first, ...rest] = times;
  if (first === undefined) return { op: "column", name: eventTime, type: "time" };
  return rest.reduce(
    (latest, time) => ({
      op: "choose",
      condition: { op: "less", left: latest, right: time },
      whenTrue: time,
      whenFalse: latest,
    }),
    first,
  );
}
