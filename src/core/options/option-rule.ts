/** What an option has to be. */
export interface OptionRule {
  /** Reads on from "Expected `name` to be", e.g. "a whole number of at least 1". */
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
  /** True of an option that must be given. */
  readonly required?: boolean;
  /** Of an object of options: the rules of its own. */
  readonly parts?: Readonly<Record<string, OptionRule>>;
  /** Of a list: the rule of each of its items. */
  readonly item?: OptionRule;
}

export interface RequiredRule extends OptionRule {
  readonly required: true;
}

/** A rule for every option that the type knows, `required` for those that must be given: one without a rule does not compile. */
export type OptionRules<Options extends object> = {
  readonly [Name in keyof Options]-?: object extends Pick<Options, Name> ? OptionRule : RequiredRule;
};

/** Of an option that must be given: from plain JavaScript it may be missing. */
export function required(rule: OptionRule): RequiredRule {
  return { ...rule, required: true };
}

export interface NumberBounds {
  /** The least it may be. */
  readonly minimum?: number;
  /** It has to be more than this. */
  readonly above?: number;
  /** The most it may be. */
  readonly maximum?: number;
  /** It has to be less than this. */
  readonly below?: number;
  /** Takes Infinity, e.g. for "no limit". @default false */
  readonly infinite?: boolean;
}

/** A number within bounds; NaN never is. */
export function number(bounds: NumberBounds = {}): OptionRule {
  return {
    expected: `a ${bounds.infinite ? "" : "finite "}number${said(bounds)}`,
    holds: (value) => within(value, bounds),
  };
}

/** A whole number within bounds. */
export function wholeNumber(bounds: Omit<NumberBounds, "infinite"> = {}): OptionRule {
  return {
    expected: `a whole number${said(bounds)}`,
    holds: (value) => Number.isSafeInteger(value) && within(value, bounds),
  };
}

/** How many of something: at least 1. */
export const count: OptionRule = wholeNumber({ minimum: 1 });

/** A share of a whole, 0 and 1 included. */
export const share: OptionRule = { ...number({ minimum: 0, maximum: 1 }), expected: "a share from 0 to 1" };

/** A level of significance or confidence, a quantile: more than 0 and less than 1. */
export const level: OptionRule = {
  ...number({ above: 0, below: 1 }),
  expected: "a number between 0 and 1, neither of them",
};

/** Text that is not empty. */
export const text: OptionRule = {
  expected: "text that is not empty",
  holds: (value) => typeof value === "string" && value !== "",
};

export const flag: OptionRule = { expected: "true or false", holds: (value) => typeof value === "boolean" };

export const callback: OptionRule = { expected: "a function", holds: (value) => typeof value === "function" };

/** Some object whose own parts are checked where it is used, e.g. a store or a model. */
export const noun: OptionRule = {
  expected: "an object",
  holds: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** An object of options within options, whose own have to be as their rules say; errors name them with a dot, e.g. `delay.factor`. */
export function object<Options extends object>(rules: OptionRules<Options>): OptionRule {
  return { ...noun, parts: rules };
}

/** Numbers in a row, plain or typed, which are looked at one by one where they are used. */
export const numbers: OptionRule = {
  expected: "a list of numbers",
  holds: (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView)),
};

/** A moment: a date, or milliseconds since 1970. */
export const moment: OptionRule = {
  expected: "a time: a date, or milliseconds since 1970",
  holds: (value) => (value instanceof Date ? Number.isFinite(value.getTime()) : Number.isFinite(value)),
};

/** What draws at random are made from. */
export const seed: OptionRule = {
  expected: "a finite number or text",
  holds: (value) => typeof value === "string" || Number.isFinite(value),
};

/** What anything may be, e.g. a fallback value, or what is checked by rules of its own. */
export const anything: OptionRule = { expected: "anything", holds: () => true };

export function oneOf(...values: readonly (string | number | boolean | null)[]): OptionRule {
  const known: readonly unknown[] = values;
  return {
    expected: `one of ${values.map((value) => `\`${String(value)}\``).join(", ")}`,
    holds: (value) => known.includes(value),
  };
}

export function listOf(rule: OptionRule): OptionRule {
  return {
    expected: `a list, each item ${rule.expected}`,
    holds: (value) => Array.isArray(value) && value.every((item) => rule.holds(item)),
    item: rule,
  };
}

export function either(...rules: readonly OptionRule[]): OptionRule {
  return {
    expected: rules.map(({ expected }) => expected).join(", or "),
    holds: (value) => rules.some((rule) => rule.holds(value)),
  };
}

function within(value: unknown, { minimum, above, maximum, below, infinite }: NumberBounds): boolean {
  if (typeof value !== "number" || Number.isNaN(value)) return false;
  return (
    (infinite === true || Number.isFinite(value)) &&
    (minimum === undefined || value >= minimum) &&
    (above === undefined || value > above) &&
    (maximum === undefined || value <= maximum) &&
    (below === undefined || value < below)
  );
}

function said({ minimum, above, maximum, below }: NumberBounds): string {
  const bounds = [
    minimum !== undefined && `of at least ${minimum}`,
    above !== undefined && `above ${above}`,
    maximum !== undefined && `of at most ${maximum}`,
    below !== undefined && `below ${below}`,
  ].filter((bound) => bound !== false);
  return bounds.length === 0 ? "" : ` ${bounds.join(" and ")}`;
}

/** One of the nouns, which carry their `kind`. @param words Reads on from "to be", e.g. "a contract, as `contract()` makes it". */
export function nounOf(kind: string, words: string): OptionRule {
  return {
    expected: words,
    holds: (value) => typeof value === "object" && value !== null && "kind" in value && value.kind === kind,
  };
}

/** What has these members, e.g. a store. A function that would make it has only what every function has. */
export function having(words: string, ...members: readonly PropertyKey[]): OptionRule {
  return {
    expected: words,
    holds: (value) =>
      (typeof value === "object" || typeof value === "function") &&
      value !== null &&
      members.every((member) => member in value) &&
      (typeof value === "object" || members.some((member) => !(member in Function.prototype))),
  };
}

/** What can be gone through by `for`, other than text. */
export const rows: OptionRule = {
  expected: "a list",
  holds: (value) => typeof value === "object" && value !== null && Symbol.iterator in value,
};

/** What can be gone through by `for await`, other than text. */
export const stream: OptionRule = {
  expected: "a list or a stream",
  holds: (value) =>
    typeof value === "object" && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value),
};

/** A list, or what holds one, e.g. outputs of a task. */
export const listed: OptionRule = {
  expected: "a list, or values of a task",
  holds: (value) => typeof value === "object" && value !== null,
};

export const contract: OptionRule = nounOf("contract", "a contract, as `contract()` makes it");
export const modelName: OptionRule = nounOf("model-name", "a model name, as `model()` makes it");
export const dataset: OptionRule = nounOf("dataset", "a dataset, as `validate()` makes it");
export const store: OptionRule = having("a store, e.g. `createMemoryStore()`", "blobs", "logs");
export const metric: OptionRule = having("a metric, e.g. `logLoss()`", "sample", "create", "better");
export const gate: OptionRule = having("a gate, e.g. `superior({ metric: logLoss() })`", "id", "params", "decide");
export const layer: OptionRule = having("a layer, e.g. `exactMatch()`", "kind", "params", "score");
export const modelKind: OptionRule = having("a kind of model, e.g. `gradientBoosting()`", "kind", "decode");
