import { errorCode, GoldenPipelineError, InvalidArgumentError } from "../../core/index.js";
import type { ChatUsage, TokenPrices } from "../../ports/house.js";
import type { ChatRequest } from "../../ports/index.js";

/** What may be spent in all; a call that might not fit is not begun. */
export interface ChatBudget {
  /** Calls that are sent, retries included. @default no limit */
  readonly calls?: number;
  /** In the currency of the model's prices. @default no limit */
  readonly cost?: number;
}

/** Thrown when a call would go over the budget; nothing was sent. */
export class BudgetError extends GoldenPipelineError {
  constructor(message: string) {
    super("budget", { place: "judge", message });
  }

  static override isInstance(error: unknown): error is BudgetError {
    return errorCode(error) === "budget";
  }
}

/** Keeps account of calls and money. */
export interface Account {
  /**
   * Takes the most that a call could cost. A token is at least one byte, so the request's bytes bound its tokens.
   * @throws {BudgetError}
   */
  reserve(request: ChatRequest): Reservation;
  readonly spent: { readonly calls: number; readonly cost: number };
}

export interface Reservation {
  /** Gives back what was not used. Tokens that were not counted are charged as reserved. */
  settle(usage: ChatUsage | undefined): void;
  /** Gives all back: what a provider refuses, or never saw, it does not charge. */
  release(): void;
}

/** @throws {InvalidArgumentError} a limit on cost stands without prices. */
export function createAccount(budget: ChatBudget, prices: TokenPrices | undefined): Account {
  const { calls = Number.POSITIVE_INFINITY, cost = Number.POSITIVE_INFINITY } = budget;
  check(
    cost === Number.POSITIVE_INFINITY || prices !== undefined,
    "a model with `prices` for a budget of cost",
    undefined,
  );
  for (const price of Object.values(prices ?? {}))
    check(Number.isFinite(price) && price >= 0, "`prices` to be numbers of at least 0", price);
  let sent = 0;
  let spent = 0;
  let reserved = 0;
  const priceOf = (input: number, output: number): number =>
    prices === undefined ? 0 : (input * prices.inputPerMillion + output * prices.outputPerMillion) / 1e6;

  return {
    get spent() {
      return { calls: sent, cost: spent };
    },
    reserve(request) {
      const most = { input: boundTokens(request), output: request.maximumTokens ?? 0 };
      const hold = priceOf(most.input, most.output);
      if (sent + 1 > calls) throw new BudgetError(`The budget of ${calls} calls is used up`);
      if (spent + reserved + hold > cost) throw new BudgetError(`A call might go over the budget of ${cost}`);
      sent++;
      reserved += hold;
      let open = true;
      function close(charge: number): void {
        if (open) {
          reserved -= hold;
          spent += charge;
        }
        open = false;
      }
      return {
        settle: (usage) => close(priceOf(usage?.inputTokens ?? most.input, usage?.outputTokens ?? most.output)),
        release: () => close(0),
      };
    },
  };
}

/** Chat templates add a few tokens to each message. */
function boundTokens(request: ChatRequest): number {
  const text = request.messages.map(({ content }) => content).join("") + JSON.stringify(request.schema ?? "");
  return new TextEncoder().encode(text).byteLength + 16 * (request.messages.length + 1);
}

function check(holds: boolean, expected: string, got: unknown): void {
  if (!holds) throw new InvalidArgumentError("judge", expected, got);
}
