import { checkArguments, checkOptions, digestOf, type OptionRules, option } from "../../core/house.js";
import { canonicalJson, InvalidArgumentError } from "../../core/index.js";

/** What an answer is judged by. */
export interface Criterion {
  /** What the judge is asked, e.g. "Are all facts right?". */
  readonly question: string;
  /** The share in the rubric's score, in proportion to the other weights. @default 1 */
  readonly weight?: number;
  /** What each level means. Only these levels can be given, and the lowest counts 0, the highest 1. */
  readonly levels: Readonly<Record<number, string>>;
}

export interface RubricOptions<Name extends string> {
  /** What the judge should know of the task. @default "" */
  readonly instructions?: string;
  readonly criteria: Readonly<Record<Name, Criterion>>;
}

const rules: OptionRules<RubricOptions<string>> = {
  instructions: { ...option.anything, expected: "text", holds: (value) => typeof value === "string" },
  criteria: option.required(option.noun),
};

const criterionRules: OptionRules<Criterion> = {
  question: option.required(option.text),
  weight: option.number({ above: 0 }),
  levels: option.required(option.noun),
};

/** A criterion with its defaults, levels rising. */
export interface ResolvedCriterion {
  readonly question: string;
  readonly weight: number;
  readonly levels: readonly { readonly level: number; readonly anchor: string }[];
}

/** Named criteria with weights and anchored levels. */
export interface Rubric<Name extends string = string> {
  readonly name: string;
  readonly instructions: string;
  /** In the order in which they were written. */
  readonly criteria: ReadonlyMap<Name, ResolvedCriterion>;
  /** Changes with every word of it. */
  readonly fingerprint: string;
}

/**
 * A rubric: what a judge scores an answer by.
 *
 * @example rubric("helpful", { criteria: { accuracy: { question: "Are the facts right?", levels: { 1: "wrong", 3: "partly", 5: "all right" } } } })
 * @throws {InvalidArgumentError} no criteria, fewer than two levels, an empty text, a weight that is not above 0, or a name that is not a word.
 */
export function rubric<const Name extends string>(name: string, options: RubricOptions<Name>): Rubric<Name> {
  checkArguments("rubric", { name }, { name: option.text });
  const place = `rubric ${name}`;
  const check = (holds: boolean, expected: string, got: unknown): void => {
    if (!holds) throw new InvalidArgumentError(place, expected, got);
  };
  checkOptions<RubricOptions<string>>(place, options, rules);
  const { instructions = "" } = options;
  check(/\S/.test(name), "a name", name);
  const names = namesOf(options.criteria);
  check(names.length > 0, "at least one criterion", options.criteria);
  const criteria = new Map<Name, ResolvedCriterion>();
  for (const key of names) {
    checkOptions(place, { [key]: options.criteria[key] }, { [key]: option.required(option.object(criterionRules)) });
    const { question, weight = 1, levels } = options.criteria[key];
    // The name is a key of the judge's JSON, and a word of its prompt; __proto__ would be neither.
    check(
      /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/.test(key),
      "names of criteria to be words of letters, digits, `_` and `-`",
      key,
    );
    check(/\S/.test(question), `\`${key}.question\` to be a text`, question);
    const rising = Object.entries(levels)
      .map(([level, anchor]) => ({ level: Number(level), anchor }))
      .sort((left, right) => left.level - right.level);
    check(rising.length >= 2, `\`${key}.levels\` to be at least two levels`, levels);
    for (const { level, anchor } of rising) {
      check(Number.isFinite(level), `\`${key}.levels\` to be numbers`, level);
      check(/\S/.test(anchor), `level ${level} of \`${key}\` to say what it means`, anchor);
    }
    criteria.set(key, { question, weight, levels: rising });
  }
  const fingerprint = digestOf(canonicalJson({ format: "rubric@1", name, instructions, criteria: [...criteria] }));
  return { name, instructions, criteria, fingerprint };
}

/** The share of the way from the lowest level to the highest. */
export function shareOfLevel(criterion: ResolvedCriterion, level: number): number {
  const low = criterion.levels[0]?.level ?? 0;
  const high = criterion.levels.at(-1)?.level ?? 1;
  return (level - low) / (high - low);
}

function namesOf<Name extends string>(criteria: Readonly<Record<Name, Criterion>>): Name[] {
  const names: Name[] = [];
  for (const name in criteria) if (Object.hasOwn(criteria, name)) names.push(name);
  return names;
}
