import type { ZodType } from "zod";
import { checkArguments, checkOptions, type OptionRules, option, parseCanonicalJson } from "../../core/house.js";
import { canonicalJson, DamagedError, InvalidArgumentError, type Json, type JsonObject } from "../../core/index.js";
import type { ChatCallOptions } from "../../judge/house.js";
import { chatCallRules, createChatCaller, eachBounded, ownSignal } from "../../judge/house.js";
import { tasks } from "../../model/house.js";
import type { RowModel, Task } from "../../model/index.js";
import type { ChatModel, ChatRequest } from "../../ports/index.js";
import type { Contract } from "../../schema/index.js";
import type { ParameterKind } from "../propose.js";
import { type Asking, askRow } from "./ask-row.js";
import { checkParameters } from "./check-parameters.js";
import { createOutage } from "./outage.js";
import { saidOutput, saidOutputs } from "./said-outputs.js";

/** How rows become requests, and replies outputs. What is not among the parameters (an address, a key) is the process's own, and is not versioned. */
export interface PromptModelOptions<Row, Parameters extends JsonObject, Given = Parameters> {
  /** Lower-case words joined by `-` and a number, e.g. `filing-answers@1`: another number when `ask` or `read` come to do something else. */
  readonly kind: string;
  /** A zod schema of everything that is versioned: the model's name, settings, the prompt. Keys and passwords do not belong in it. */
  readonly parameters: ZodType<Parameters, Given>;
  /** The model that is asked; made when the first row is. */
  readonly chat: (parameters: Parameters) => ChatModel;
  readonly ask: (row: Row, parameters: Parameters) => ChatRequest;
  /**
   * What a reply says: a text or any JSON for these tasks; true or false, or a probability; a number; a class or the labels that hold, or
   * probabilities by name; numbers. Where it throws, or says something else, the row has no answer.
   * @default the reply as it is
   */
  readonly read?: (reply: string, row: Row) => Json;
  /**
   * How the model is called: concurrency, attempts, budget, cache. With a cache (`createStoreChatCache`) what was answered is kept: a run that was
   * cut off and is run again asks for the rest only. @default 4 at a time, 4 attempts, nothing kept
   */
  readonly calls?: Omit<ChatCallOptions, "model">;
}

const { model: _, ...callRules } = chatCallRules;

const rules: OptionRules<PromptModelOptions<never, never, never>> = {
  kind: option.required(option.text),
  parameters: option.required(option.noun),
  chat: option.required(option.callback),
  ask: option.required(option.callback),
  read: option.callback,
  calls: option.object<Omit<ChatCallOptions, "model">>(callRules),
};

/** A language model with its prompt. */
export interface PromptModel<Parameters extends JsonObject> extends RowModel {
  /** What it was made of, read back from its bytes. */
  readonly parameters: Parameters;
}

/** A kind of model made of a prompt and its parameters. */
export interface PromptModelKind<Parameters extends JsonObject, Given = Parameters> extends ParameterKind<Given> {
  decode(bytes: Uint8Array): PromptModel<Parameters>;
}

/**
 * A language model with its prompt as a kind of model: registered, routed, shadowed and gated like any other. Its version covers the kind and every
 * parameter, so that any changed word is another version.
 *
 * A row that fails, after its retries, is `unanswered` and leaves the others alone. What would fail every row ends them all, and its error reaches the
 * caller: access that is refused, a budget that is used up, eight rows in a row that find nobody (`network`, `server`).
 * @param contract Of the rows that are asked about; labels are not among what `ask` sees.
 * @example
 * promptModel(filings, {
 *   kind: "filing-answers@1",
 *   parameters: z.object({ model: z.string(), prompt: z.string() }),
 *   chat: ({ model }) => openAiCompatible({ baseUrl: "https://api.openai.com/v1", model, apiKey: process.env.OPENAI_API_KEY ?? "" }),
 *   ask: ({ table, question }, { prompt }) => ({ messages: [{ role: "system", content: prompt }, { role: "user", content: `${table}\n${question}` }] }),
 * })
 * @throws {InvalidArgumentError} the kind is not words and a number.
 */
export function promptModel<Row, Label extends string, Parameters extends JsonObject, Given = Parameters>(
  contract: Contract<Row, Label>,
  options: PromptModelOptions<Omit<Row, Label>, Parameters, Given>,
): PromptModelKind<Parameters, Given> {
  checkArguments("prompt model", { contract, options }, { contract: option.contract, options: option.noun });
  const { kind, parameters: schema } = options;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*@[1-9][0-9]*$/.test(kind))
    throw new InvalidArgumentError(
      "promptModel",
      "a `kind` of lower-case words and a number, e.g. `filing-answers@1`",
      kind,
    );
  checkOptions<PromptModelOptions<Omit<Row, Label>, Parameters, Given>>("prompt model", options, rules);
  return {
    kind,
    encode(given, { name, task, target: { labels }, contract: its }) {
      if (its.fingerprint !== contract.fingerprint)
        throw new InvalidArgumentError(
          kind,
          `a model of the contract ${contract.name}, as it asks about its rows`,
          name,
          `${name} of ${its.name}`,
        );
      if (labels === undefined && (task === "classes" || task === "label-sets"))
        throw new InvalidArgumentError(
          kind,
          `model ${name} to state its \`labels\`, as nothing is learned of rows`,
          labels,
        );
      const parameters = checkParameters(kind, schema, given);
      return new TextEncoder().encode(canonicalJson({ format: kind, task, ...(labels && { labels }), parameters }));
    },
    decode(bytes) {
      const stored: unknown = parseCanonicalJson(new TextDecoder().decode(bytes));
      const damaged = (message: string) => new DamagedError("model", { place: kind, message });
      const format = typeof stored === "object" && stored !== null && "format" in stored ? stored.format : undefined;
      if (format !== kind) throw damaged(`Expected bytes of format ${kind}, got ${String(format)}`);
      if (!isStored(stored)) throw damaged("Expected a task, labels that are texts and parameters, got others");
      const parsed = schema.safeParse(stored.parameters);
      if (!parsed.success) throw damaged(`Expected parameters of its schema, got others: ${parsed.error.message}`);
      return asking(options, stored, parsed.data);
    },
  };
}

interface Stored {
  readonly format: string;
  readonly task: Task;
  readonly labels?: readonly string[];
  readonly parameters: JsonObject;
}

/** All but the parameters, which have a schema of their own. */
function isStored(value: unknown): value is Stored {
  const { task, labels, parameters } = value as { readonly [member in keyof Stored]?: unknown };
  const areLabels = Array.isArray(labels) && labels.every((label) => typeof label === "string");
  return tasks.some((known) => known === task) && (labels === undefined || areLabels) && parameters !== undefined;
}

function asking<Row, Parameters extends JsonObject, Given>(
  { kind, chat, ask, read = (reply) => reply, calls = {} }: PromptModelOptions<Row, Parameters, Given>,
  { task, labels }: Stored,
  parameters: Parameters,
): PromptModel<Parameters> {
  let caller: ReturnType<typeof createChatCaller> | undefined;
  return {
    kind,
    reads: "rows",
    facts: parameters,
    parameters,
    async predict(rows, signal) {
      caller ??= createChatCaller(kind, { ...calls, model: chat(parameters) }, {});
      const about = { task, ...(labels && { labels }) };
      const own = ownSignal(signal);
      const how: Asking<Row> = {
        caller,
        outage: createOutage(kind, rows.length),
        signal: own.signal,
        ask: (row) => ask(row, parameters),
        read: (reply, row) => saidOutput(kind, about, read(reply, row)),
      };
      try {
        const said = await eachBounded(rows as readonly Row[], 2 * (calls.concurrency ?? 4), async (row) => {
          try {
            return await askRow(how, row);
          } catch (error) {
            own.abort(error);
            throw error;
          }
        });
        return saidOutputs(kind, about, said);
      } finally {
        own.release();
      }
    },
  };
}
