import type { ChatErrorKind } from "../ports/house.js";
import { ChatError, type ChatModel, type ChatRequest } from "../ports/index.js";
import { ok, rejects, strictEqual } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** A model whose provider can be told what happens next. */
export interface CheckedChatModel {
  readonly model: ChatModel;
  /** What the provider does with every call from now on. */
  provider(does: "answers" | "refuses the key" | "is busy" | "fails" | "hangs" | "talks nonsense"): void;
  /** The text that it answers with. */
  readonly text: string;
  /** The secret that must never be told, if there is one. */
  readonly secret?: string;
  close(): Promise<void>;
}

/**
 * What every port to a language model must do, so that retries, budgets and caches can rely on it: answers as they are, failures by their
 * kind, the signal heeded, the key never told.
 * @example
 * for (const { name, run } of chatModelChecks(createChecked)) it(name, run);
 */
export function chatModelChecks(create: () => Promise<CheckedChatModel>): Generator<Check> {
  return checksOf(create, bodies, ["model", "provider", "text"]);
}

const request: ChatRequest = { messages: [{ role: "user", content: "What is 6 times 7?" }] };
const ask = ({ model }: CheckedChatModel, signal = new AbortController().signal) => model.generate(request, { signal });

async function failsAs(checked: CheckedChatModel, ...kinds: readonly ChatErrorKind[]): Promise<void> {
  await rejects(ask(checked), (error) => {
    ok(ChatError.isInstance(error), `expected a ChatError, got ${String(error)}`);
    ok(
      kinds.includes(error.kind),
      `expected an error of kind ${kinds.join(" or ")}, got ${error.kind}: ${error.message}`,
    );
    ok(checked.secret === undefined || !error.message.includes(checked.secret), "the message tells the secret");
    return true;
  });
}

const bodies: Readonly<Record<string, (checked: CheckedChatModel) => Promise<void>>> = {
  async "an answer comes as the provider gave it, and its tokens where they were counted"(checked) {
    checked.provider("answers");
    const { text, usage } = await ask(checked);
    strictEqual(text, checked.text);
    for (const tokens of [usage?.inputTokens, usage?.outputTokens])
      ok(
        tokens === undefined || (Number.isInteger(tokens) && tokens >= 0),
        `expected tokens as a whole number or undefined, got ${String(tokens)}`,
      );
  },
  async "the id says which model it is, without the secret, and stays"(checked) {
    strictEqual(checked.model.specificationVersion, "v1");
    ok(checked.model.id.length > 0, "expected an `id` that is not empty");
    ok(checked.secret === undefined || !checked.model.id.includes(checked.secret), "the `id` tells the secret");
    strictEqual(checked.model.id, checked.model.id);
  },
  async "the request is not changed"(checked) {
    checked.provider("answers");
    const before = JSON.stringify(request);
    await ask(checked);
    strictEqual(JSON.stringify(request), before);
  },
  async "a wrong key is told as `access`, which no retry helps"(checked) {
    checked.provider("refuses the key");
    await failsAs(checked, "access");
  },
  async "too many calls are told as `rate-limit`, a fault over there as `server`"(checked) {
    checked.provider("is busy");
    await failsAs(checked, "rate-limit");
    checked.provider("fails");
    await failsAs(checked, "server");
  },
  async "an answer that is none is told as `protocol`, and not given"(checked) {
    checked.provider("talks nonsense");
    await failsAs(checked, "protocol");
  },
  async "a call that hangs ends when it is aborted"(checked) {
    checked.provider("hangs");
    const controller = new AbortController();
    const asked = ask(checked, controller.signal);
    setTimeout(() => controller.abort(new Error("enough")), 20);
    await rejects(asked);
  },
  async "an aborted signal is heeded before anything is sent"(checked) {
    checked.provider("answers");
    await rejects(ask(checked, AbortSignal.abort(new Error("enough"))));
  },
};
