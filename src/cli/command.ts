import type { Store } from "../core/index.js";

/** 0 fine, 1 something was found that should not be, 2 wrong use or unreadable; 3 only of `report --exit-code`: the gate is inconclusive. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface CommandOption {
  /** What stands behind it, e.g. `<file>`; left out for an option that is there or not. */
  readonly value?: string;
  readonly about: string;
}

/** One command over the directory of a file store. */
export interface Command {
  /** One word, or two. */
  readonly name: string;
  /** What comes after the directory, as help shows it. */
  readonly words: readonly { readonly name: string; readonly optional?: boolean }[];
  readonly about: string;
  readonly options: { readonly [name: string]: CommandOption };
  run(call: Call): Promise<ExitCode>;
}

/** What a command was asked, and where it answers. */
export interface Call {
  readonly directory: string;
  /** Refuses every write. */
  readonly store: Store;
  /** What came after the directory. */
  readonly words: readonly string[];
  text(option: string): string | undefined;
  has(option: string): boolean;
  /** A line or several, for people. `found` says whether it tells of something bad or good, where colours are wanted. */
  print(text: string, found?: "good" | "bad"): Promise<boolean>;
  table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): Promise<boolean>;
  json(value: unknown): Promise<boolean>;
  /** Exactly this text. */
  write(text: string): Promise<boolean>;
}

/** The option of most commands. */
export const jsonOption = { json: { about: "as JSON" } };
