/** A live thing that stored outputs name by its fingerprint, as decoders and types cannot be stored: a model's name. */
export interface Noun {
  readonly kind: string;
  readonly fingerprint: string;
}

/** What is at hand where a stored output is read back: the nouns of the stages around it and of the input. */
export interface Nouns {
  find(kind: string, fingerprint: string): Noun | undefined;
}
