import { canonicalJson, type Json } from "../core/index.js";
import type { Label } from "../model/index.js";
import { sourceRank } from "./source-rank.js";
import { supersededIds } from "./superseded-ids.js";

/** The label that counts for a prediction, and those it takes the place of. */
export interface ResolvedLabel {
  /** The most trusted label; where others decide other columns, with their values beside its own. */
  readonly label: Label;
  /** The labels whose values count, the most trusted first; nearly always one. */
  readonly counted: readonly Label[];
  /** The others, in the order given. */
  readonly superseded: readonly Label[];
  /** Columns on which equally trusted people disagree. */
  readonly disputed: readonly string[];
}

/**
 * Decides among the labels of one prediction, column by column. Superseded labels do not count, nor does a null. Of the others the most trusted
 * source does. Within it each person has one vote, the last one, and so has everything that is said without an actor by outcomes or by rules, for a feed
 * corrects itself; what most say counts, and at a tie what was known last, then received last, then written last.
 * @param gone Ids of superseded labels. @default what the labels themselves say
 */
export function resolveLabels(
  labels: readonly Label[],
  gone: ReadonlySet<string> = supersededIds(labels),
): ResolvedLabel | undefined {
  const [only] = labels;
  // Nearly always.
  if (only !== undefined && labels.length === 1 && !gone.has(only.id) && Object.values(only.values).every(isStated))
    return Object.keys(only.values).length === 0
      ? undefined
      : { label: only, counted: labels, superseded: none, disputed: none };
  const standing = byTrust(labels.filter(({ id }) => !gone.has(id)));
  const values: Record<string, Json> = {};
  const deciding = new Set<Label>();
  const disputed: string[] = [];
  for (const column of new Set(standing.flatMap(({ values }) => Object.keys(values)))) {
    const decided = decideColumn(
      column,
      standing.filter(({ values }) => isStated(values[column])),
    );
    if (decided === undefined) continue;
    values[column] = decided.label.values[column] as Json;
    deciding.add(decided.label);
    if (decided.disputed) disputed.push(column);
  }
  const counted = standing.filter((label) => deciding.has(label));
  const [best] = counted;
  if (best === undefined) return undefined;
  return {
    label: { ...best, values },
    counted,
    superseded: labels.filter((label) => !deciding.has(label)),
    disputed: disputed.sort(),
  };
}

const none: readonly never[] = [];

/** The most trusted source first, within it the last one first. */
function byTrust(labels: readonly Label[]): readonly Label[] {
  return labels
    .map((label, index) => ({ label, index }))
    .sort(
      ({ label: left, index: leftIndex }, { label: right, index: rightIndex }) =>
        sourceRank[right.source] - sourceRank[left.source] ||
        right.knownTime - left.knownTime ||
        right.receivedTime - left.receivedTime ||
        rightIndex - leftIndex,
    )
    .map(({ label }) => label);
}

/** @param stating Labels that state the column, by trust. */
function decideColumn(
  column: string,
  stating: readonly Label[],
): { readonly label: Label; readonly disputed: boolean } | undefined {
  const [first] = stating;
  if (first === undefined) return undefined;
  const heard = new Set<string | undefined>();
  const said = new Map<string, { readonly label: Label; votes: number }>();
  for (const label of stating) {
    if (label.source !== first.source) break;
    const voter = voterOf(label);
    if (heard.has(voter)) continue;
    if (voter !== undefined) heard.add(voter);
    const value = canonicalJson(label.values[column]);
    const same = said.get(value);
    if (same === undefined) said.set(value, { label, votes: 1 });
    else same.votes++;
  }
  // Of equally many votes the first stays, which is what was said last.
  const most = [...said.values()].reduce((best, one) => (one.votes > best.votes ? one : best));
  return { label: most.label, disputed: said.size > 1 };
}

/** Undefined for a person without a name: each such label is another one's. */
function voterOf({ actor, source }: Label): string | undefined {
  return actor ?? (source === "outcome" || source === "rule" ? "" : undefined);
}

const isStated = (value: Json | undefined): boolean => value !== undefined && value !== null;
