/**
 * The part of the `ai` package's language models (its specifications v2 and v3) that is used here, by shape: a model
 * of any of its providers is one, and nothing of that package is imported.
 */
export interface LanguageModelLike {
  readonly provider: string;
  readonly modelId: string;
  doGenerate(options: LanguageModelLikeOptions): PromiseLike<LanguageModelLikeResult>;
}

/** What `doGenerate` is called with. */
export interface LanguageModelLikeOptions {
  prompt: { role: string; content: unknown }[];
  responseFormat?: { type: "text" } | { type: "json"; schema?: object; name?: string };
  temperature?: number;
  maxOutputTokens?: number;
  abortSignal?: AbortSignal;
}

/** Tokens: a number in v2, a total among others in v3. */
export type LanguageModelLikeTokens = number | { readonly total?: number | undefined } | undefined;

/** The part of what `doGenerate` gives that is read. */
export interface LanguageModelLikeResult {
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  /** A text in v2, an object in v3. */
  readonly finishReason?: string | { readonly unified?: string | undefined } | undefined;
  readonly usage?: {
    readonly inputTokens?: LanguageModelLikeTokens;
    readonly outputTokens?: LanguageModelLikeTokens;
  };
}
