import type { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { type OptionRules, option } from "../../core/house.js";
import { isMissing, isThereAlready, sagemakerError } from "./sagemaker-error.js";

/** How SageMaker is reached. */
export interface SageMakerOptions {
  /** Of `@aws-sdk/client-sagemaker`: its credentials, region, endpoint and tries are yours to set. */
  readonly client: SageMakerClient;
  /** How long one call may take, the SDK's own tries included. @default 30000 */
  readonly timeoutMilliseconds?: number;
}

export const sagemakerRules: OptionRules<SageMakerOptions> = {
  client: option.required(option.having("a SageMakerClient of @aws-sdk/client-sagemaker", "send")),
  timeoutMilliseconds: option.number({ above: 0, below: 2 ** 31 }),
};

/** Loaded when first used. */
type Commands = typeof import("@aws-sdk/client-sagemaker");

/** One call, made of the SDK's commands. */
type Work<Answer> = (
  client: SageMakerClient,
  commands: Commands,
  abort: { readonly abortSignal: AbortSignal },
) => Promise<Answer>;

/** The SDK, with every failure told in the house's words. Promises reject with a `ServiceError`. */
export interface Connection {
  /** @param action What it is about, e.g. "reading the endpoint": the message begins with it. */
  call<Answer>(action: string, work: Work<Answer>): Promise<Answer>;
  /** Undefined of what is not there. */
  find<Answer>(action: string, work: Work<Answer>): Promise<Answer | undefined>;
  /** Whether this call made it: false where it was there already. */
  make(action: string, work: Work<unknown>): Promise<boolean>;
}

/** @param about What stands in messages behind `sagemaker`: the group or the endpoint. */
export function connect(about: string, { client, timeoutMilliseconds = 30_000 }: SageMakerOptions): Connection {
  async function attempt<Answer, Other>(
    action: string,
    work: Work<Answer>,
    otherwise: (error: unknown) => { readonly value: Other } | undefined,
  ): Promise<Answer | Other> {
    const commands = await import("@aws-sdk/client-sagemaker");
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMilliseconds);
    try {
      return await work(client, commands, { abortSignal: late.signal });
    } catch (error) {
      const instead = otherwise(error);
      if (instead !== undefined) return instead.value;
      throw sagemakerError(about, action, error, late.signal.aborted ? timeoutMilliseconds : undefined);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    call: (action, work) => attempt(action, work, () => undefined),
    find: (action, work) => attempt(action, work, (error) => (isMissing(error) ? { value: undefined } : undefined)),
    async make(action, work) {
      const made: Work<boolean> = async (...given) => {
        await work(...given);
        return true;
      };
      return attempt(action, made, (error) => (isThereAlready(error) ? { value: false } : undefined));
    },
  };
}
