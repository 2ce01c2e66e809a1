/**
 * A reproducible stream of uniform numbers in [0, 1), 53 bits each.
 * `stream(name)` derives an independent stream from the seed and the name without consuming this one, so the order in
 * which streams are made or drawn from never matters.
 */
export interface Random {
  (): number;
  stream(name: string): Random;
}
