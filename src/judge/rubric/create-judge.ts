import { checkArguments, checkOptions, digestOf, type OptionRules, option } from "../../core/house.js";
import { canonicalJson, InvalidArgumentError } from "../../core/index.js";
import { type ChatCallOptions, type ChatUsageTotals, createChatCaller } from "../calls/chat-caller.js";
import { eachBounded } from "../calls/each-bounded.js";
import { outcomeOfCall } from "../calls/outcome-of-call.js";
import { ownSignal } from "../calls/own-signal.js";
import { createRefusals, type Refusals } from "../calls/refusals.js";
import { checkItem } from "./check-item.js";
import type { Judgement, Vote } from "./judgement.js";
import type { Rubric } from "./rubric.js";
import { type JudgedItem, referenceText, rubricRequest } from "./rubric-prompt.js";
import { type JudgementSummary, summariseJudgements } from "./summarise-judgements.js";
import { tallyVotes, toVote } from "./tally-votes.js";

export interface JudgeOptions<Name extends string> extends ChatCallOptions {
  readonly rubric: Rubric<Name>;
  /** Times that each item is judged. At temperature 0 a model mostly repeats itself. @default 1 */
  readonly votes?: number;
  /** @default the model's own */
  readonly temperature?: number;
  /** The longest reply. @default 2048 */
  readonly maximumTokens?: number;
  /** The longest input, reference and answer together, in characters; longer items fail unasked. @default 200000 */
  readonly maximumCharacters?: number;
}

const judgeRules: OptionRules<Omit<JudgeOptions<string>, keyof ChatCallOptions>> = {
  rubric: option.required(option.noun),
  votes: option.count,
  temperature: option.number({ minimum: 0 }),
  maximumTokens: option.count,
  maximumCharacters: option.number({ minimum: 1, infinite: true }),
};

export interface JudgeProgress {
  readonly done: number;
  readonly scored: number;
  readonly invalid: number;
  readonly failed: number;
  readonly skipped: number;
  readonly usage: ChatUsageTotals;
}

export interface JudgeRunOptions {
  /** @default never aborted */
  readonly signal?: AbortSignal;
  /** Told after each item. */
  readonly onProgress?: (progress: JudgeProgress) => void;
  /** Of the intervals. @default 0.95 */
  readonly confidence?: number;
}

const runRules: OptionRules<JudgeRunOptions> = {
  signal: option.noun,
  onProgress: option.callback,
  confidence: option.level,
};

export interface JudgedAll<Name extends string> {
  /** The digest of model, rubric and settings. */
  readonly judge: string;
  /** In the items' order. */
  readonly judgements: readonly Judgement<Name>[];
  readonly summary: JudgementSummary<Name>;
  /** Of this judge since it was made. */
  readonly usage: ChatUsageTotals;
}

/** A language model that scores answers by a rubric. */
export interface Judge<Name extends string = string> {
  /** The digest of model, rubric and settings: which judge said so. */
  readonly id: string;
  /** @throws {ChatError} the provider refuses all calls, e.g. for a wrong key. Other failures are the item's outcome. */
  score(item: JudgedItem, options?: { readonly signal?: AbortSignal }): Promise<Judgement<Name>>;
  /**
   * Judges all items, taking them as there is room in the queue. When calls are refused in the middle, e.g. as the quota is used up, what was
   * judged is given and the rest is `failed` or `skipped`. @throws {ChatError} every call was refused. @throws {InvalidArgumentError} two items have one id. */
  scoreAll(
    items: Iterable<JudgedItem> | AsyncIterable<JudgedItem>,
    options?: JudgeRunOptions,
  ): Promise<JudgedAll<Name>>;
  usage(): ChatUsageTotals;
}

/**
 * A judge: a model, a rubric, and how often to ask. Judged texts are fenced off as data, replies are read strictly, and
 * whatever cannot be read is invalid and counted, never zero. Whether a judge can be believed is for `judgeTrust`.
 *
 * @throws {InvalidArgumentError} an option is outside its range.
 */
export function createJudge<Name extends string>(options: JudgeOptions<Name>): Judge<Name> {
  const caller = createChatCaller<JudgeOptions<string>>("judge", options, judgeRules);
  const { rubric, model, votes = 1, temperature, maximumTokens = 2048, maximumCharacters = 200_000 } = options;
  const settings = { maximumTokens, ...(temperature !== undefined && { temperature }) };
  const id = digestOf(
    canonicalJson({ format: "judge@1", model: model.id, rubric: rubric.fingerprint, votes, settings }),
  );

  async function vote(item: JudgedItem, index: number, run: Run): Promise<Vote<Name>> {
    const length = item.answer.length + (item.input?.length ?? 0) + referenceText(item.reference ?? "").length;
    if (length > maximumCharacters)
      return { status: "failed", problem: `the texts have ${length} characters, more than ${maximumCharacters}` };
    const { parseRubricAnswer } = await import("./rubric-answer.js"); // Loaded late, as zod is slow to load.
    const outcome = await outcomeOfCall(
      { caller, ...run, read: (text) => parseRubricAnswer(rubric, text) },
      { ...rubricRequest(rubric, item), ...settings },
      index,
    );
    return "status" in outcome ? outcome : toVote(rubric, outcome.judgements);
  }

  async function score(item: JudgedItem, run: Run): Promise<Judgement<Name>> {
    const indices = Array.from({ length: votes }, (_, index) => index);
    return tallyVotes(rubric, item, await eachBounded(indices, votes, (index) => vote(item, index, run)));
  }

  return {
    id,
    async score(item, run = {}) {
      checkItem(item);
      const own = ownSignal(run.signal);
      const refusals = createRefusals();
      const judgement = await score(item, { refusals, signal: own.signal }).finally(own.release);
      refusals.throwIfNoneAnswered();
      return judgement;
    },
    async scoreAll(items, run = {}) {
      checkOptions("judge", run, runRules);
      checkArguments("judge", { items }, { items: option.stream });
      const { signal, onProgress, confidence } = run;
      const own = ownSignal(signal);
      const refusals = createRefusals();
      const counts = { scored: 0, invalid: 0, failed: 0, skipped: 0 };
      const ids = new Set<string>();
      let done = 0;
      const judgements = await eachBounded(items, 2 * (options.concurrency ?? 4), async (item) => {
        checkItem(item);
        check(!ids.has(item.id), "every item to have an id of its own", item.id);
        ids.add(item.id);
        const judgement = await score(item, { refusals, signal: own.signal });
        counts[judgement.status]++;
        done++;
        onProgress?.({ done, ...counts, usage: caller.totals() });
        return judgement;
      }).finally(own.release);
      refusals.throwIfNoneAnswered();
      const summary = summariseJudgements(rubric, judgements, confidence);
      return { judge: id, judgements, summary, usage: caller.totals() };
    },
    usage: caller.totals,
  };
}

interface Run {
  readonly refusals: Refusals;
  readonly signal: AbortSignal;
}

function check(holds: boolean, expected: string, got: unknown): void {
  if (!holds) throw new InvalidArgumentError("judge", expected, got);
}
