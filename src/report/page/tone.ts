import { escapeHtml } from "./escape-html.js";

/** What a verdict means to its reader: all is well, something is wrong, nobody can say yet, or nothing of the three. */
export type Tone = "good" | "bad" | "unsure" | "plain";

const tones: ReadonlyMap<string, Tone> = new Map<string, Tone>([
  ...["pass", "ok", "resolved", "cleared", "promoted", "a-better"].map((word): [string, Tone] => [word, "good"]),
  ...["fail", "drift", "firing", "refused", "rolled back", "b-better"].map((word): [string, Tone] => [word, "bad"]),
  ...["inconclusive", "insufficient-data", "pending", "not judged"].map((word): [string, Tone] => [word, "unsure"]),
]);

/** Told apart by their form, for who cannot tell the colours apart. */
const signs: Readonly<Record<Tone, string>> = { good: "✓", bad: "✕", unsure: "?", plain: "·" };

/** The tone of a word that this house gives as a verdict. */
export function toneOf(word: string): Tone {
  return tones.get(word) ?? "plain";
}

/** A sign and the word. */
export function signed(word: string, tone: Tone = toneOf(word)): string {
  return `${signs[tone]} ${word}`;
}

/**
 * A verdict as HTML, with its sign and colour: `pass`, `fail`, `inconclusive` of gates, `ok`, `drift`, `insufficient-data` of checks, `firing`,
 * `pending`, `resolved` of alarms, `promoted`, `refused`, `rolled back` of rollouts.
 * @param tone Of a word that is none of these. @default plain
 */
export function htmlVerdict(word: string, tone: Tone = toneOf(word)): string {
  return `<span class="verdict ${tone in signs ? tone : "plain"}">${escapeHtml(signed(word, tone))}</span>`;
}
