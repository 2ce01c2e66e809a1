import { checkArguments, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { type ChatCallOptions, type ChatUsageTotals, createChatCaller } from "../calls/chat-caller.js";
import { eachBounded } from "../calls/each-bounded.js";
import { type CallOptions, outcomeOfCall } from "../calls/outcome-of-call.js";
import { ownSignal } from "../calls/own-signal.js";
import { createRefusals } from "../calls/refusals.js";
import { anyText, textIfAny } from "../rubric/check-item.js";
import { type BradleyTerryRanking, bradleyTerry, rankingRules } from "./bradley-terry.js";
import type { ComparisonSummary, OrderedVerdict, PairOutcome } from "./comparison.js";
import { type AnswerPair, pairwiseRequest } from "./pairwise-prompt.js";
import { decidePair, summarisePairs } from "./summarise-pairs.js";

export interface ComparePairwiseOptions extends ChatCallOptions {
  /** What makes an answer the better one. */
  readonly instructions: string;
  /** @default the model's own */
  readonly temperature?: number;
  /** The longest reply. @default 2048 */
  readonly maximumTokens?: number;
  /** The longest input and answers together, in characters; longer pairs fail unasked. @default 200000 */
  readonly maximumCharacters?: number;
  /** Of the intervals. @default 0.95 */
  readonly confidence?: number;
  /** Ties added between each two contestants of the ranking, as in `bradleyTerry`. @default 0 */
  readonly virtualTies?: number;
  /** @default never aborted */
  readonly signal?: AbortSignal;
  /** Told after each pair. */
  readonly onProgress?: (progress: { readonly done: number; readonly usage: ChatUsageTotals }) => void;
}

const rules: OptionRules<Omit<ComparePairwiseOptions, keyof ChatCallOptions>> = {
  ...rankingRules,
  instructions: option.required(option.text),
  temperature: option.number({ minimum: 0 }),
  maximumTokens: option.count,
  maximumCharacters: option.number({ minimum: 1, infinite: true }),
  signal: option.noun,
  onProgress: option.callback,
};

export interface PairwiseComparison {
  /** In the pairs' order. */
  readonly outcomes: readonly PairOutcome[];
  readonly summary: ComparisonSummary;
  /** Of all contestants; undefined where their strengths cannot be told, as `bradleyTerry` says. */
  readonly ranking: BradleyTerryRanking | undefined;
  readonly usage: ChatUsageTotals;
}

/**
 * Has a model compare answers two by two, each pair in both orders and without names. A win counts only if it survives
 * the swap; everything else that was decided is a tie.
 *
 * @throws {InvalidArgumentError} an option is outside its range, or a contestant meets itself.
 * @throws {ChatError} the provider refused all calls, e.g. for a wrong key. Other failures are the outcome of their pair.
 */
export async function comparePairwise(
  pairs: Iterable<AnswerPair> | AsyncIterable<AnswerPair>,
  options: ComparePairwiseOptions,
): Promise<PairwiseComparison> {
  const caller = createChatCaller("pairwise comparison", options, rules);
  checkArguments("pairwise comparison", { pairs }, { pairs: option.stream });
  const { instructions, confidence, virtualTies, onProgress } = options;
  check(/\S/.test(instructions), "`instructions` to say what makes an answer the better one", instructions);
  const own = ownSignal(options.signal);
  const run = { caller, refusals: createRefusals(), signal: own.signal };
  let done = 0;
  const outcomes = await eachBounded(pairs, 2 * (options.concurrency ?? 4), async (pair) => {
    checkPair(pair);
    const { id, input, left, right } = pair;
    check(left.contestant !== right.contestant, "two contestants in every pair", left.contestant);
    const [forward, backward] = await eachBounded(
      [
        { input, first: left.answer, second: right.answer },
        { input, first: right.answer, second: left.answer },
      ],
      2,
      (texts) => verdictOf(run, texts, options),
    );
    const missing: OrderedVerdict = { status: "failed", problem: "no verdict" };
    const outcome = decidePair(
      { id, left: left.contestant, right: right.contestant },
      forward ?? missing,
      backward ?? missing,
    );
    done++;
    onProgress?.({ done, usage: caller.totals() });
    return outcome;
  }).finally(own.release);
  run.refusals.throwIfNoneAnswered();
  const games = outcomes.flatMap(({ left, right, outcome }) =>
    outcome === undefined ? [] : [{ left, right, outcome }],
  );
  const ranking = bradleyTerry(games, {
    ...(confidence !== undefined && { confidence }),
    ...(virtualTies !== undefined && { virtualTies }),
  });
  return { outcomes, summary: summarisePairs(outcomes, confidence), ranking, usage: caller.totals() };
}

/** @throws {InvalidArgumentError} an answer is no text: of nothing none is made. */
function checkPair(pair: AnswerPair): void {
  checkArguments("pairwise comparison", { pair }, { pair: option.noun });
  const { id, input, left, right } = pair;
  checkArguments("pairwise comparison", { id }, { id: anyText });
  const place = `pairwise comparison ${id}`;
  checkArguments(place, { input, left, right }, { input: textIfAny, left: option.noun, right: option.noun });
  for (const { contestant, answer } of [left, right])
    checkArguments(place, { contestant, answer }, { contestant: option.text, answer: anyText });
}

async function verdictOf(
  run: Omit<CallOptions<object>, "read">,
  texts: { readonly input: string | undefined; readonly first: string; readonly second: string },
  options: ComparePairwiseOptions,
): Promise<OrderedVerdict> {
  const { instructions, temperature, maximumTokens = 2048, maximumCharacters = 200_000 } = options;
  const length = (texts.input?.length ?? 0) + texts.first.length + texts.second.length;
  if (length > maximumCharacters)
    return { status: "failed", problem: `the texts have ${length} characters, more than ${maximumCharacters}` };
  const request = {
    ...pairwiseRequest(instructions, texts),
    maximumTokens,
    ...(temperature !== undefined && { temperature }),
  };
  const { parsePairwiseReply } = await import("./parse-pairwise-reply.js"); // Loaded late, as zod is slow to load.
  const outcome = await outcomeOfCall({ ...run, read: parsePairwiseReply }, request, 0);
  return "status" in outcome ? outcome : { status: "valid", choice: outcome.choice, reason: outcome.reason };
}

function check(holds: boolean, expected: string, got: unknown): void {
  if (!holds) throw new InvalidArgumentError("pairwise comparison", expected, got);
}
