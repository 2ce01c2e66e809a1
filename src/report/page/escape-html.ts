import { InvalidArgumentError } from "../../core/index.js";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// Overrides of the writing direction would turn the text beside them around, and control characters are no part of HTML.
const hidden = /[\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu;

/** Text that is safe inside HTML, SVG and their attributes. Characters that hide or turn around are named, e.g. `⟨U+202E⟩`. */
export function escapeHtml(text: string): string {
  if (typeof text !== "string") throw new InvalidArgumentError("report", "text", text);
  return text
    .replace(
      hidden,
      (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
    )
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
