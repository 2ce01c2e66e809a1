import type { Noun, Nouns } from "./nouns.js";
import type { StageInfo } from "./stage.js";
import { internalsOf } from "./stage-internals.js";

/** The nouns that a stage and those inside it state, and those that an input carries. Looked for when asked: most runs read nothing back. */
export class NounsAtHand implements Nouns {
  readonly #stage: StageInfo;
  readonly #input: unknown;
  readonly #outer: Nouns | undefined;

  constructor(stage: StageInfo, input: unknown, outer?: Nouns) {
    this.#stage = stage;
    this.#input = input;
    this.#outer = outer;
  }

  find(kind: string, fingerprint: string): Noun | undefined {
    const isWanted = (noun: Noun): boolean => noun.kind === kind && noun.fingerprint === fingerprint;
    return (
      nounsOf(this.#stage).find(isWanted) ??
      carriedBy(this.#input).find(isWanted) ??
      this.#outer?.find(kind, fingerprint)
    );
  }
}

function nounsOf(stage: StageInfo): readonly Noun[] {
  return [...internalsOf(stage).nouns, ...stage.children.flatMap(nounsOf)];
}

/** An input's own members that are nouns, e.g. the name in feature sets. */
function carriedBy(input: unknown): readonly Noun[] {
  return typeof input === "object" && input !== null ? Object.values(input).filter(isNoun) : [];
}

function isNoun(value: unknown): value is Noun {
  if (typeof value !== "object" || value === null || !("kind" in value && "fingerprint" in value)) return false;
  return typeof value.kind === "string" && typeof value.fingerprint === "string";
}
