/** Longer text is cut in a comment. */
const mostCharacters = 400;

const controls = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]+/gu;
const halves = /\p{Cs}/gu;
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Text that stays text in one line or cell of GitHub-flavoured Markdown: no markup, no HTML, no link, no line end, and nobody is notified
 * because data held an `@`. Cut after 400 characters.
 */
export function escapeMarkdown(text: string): string {
  const whole = text.replace(controls, " ").replace(halves, "\ufffd").trim();
  const letters = whole.length > mostCharacters ? [...whole] : [];
  const short = letters.length > mostCharacters ? `${letters.slice(0, mostCharacters).join("")} …` : whole;
  return (
    short
      .replace(/[&<>]/g, (character) => entities[character] ?? character)
      .replace(/[\\`*_[\]|~$]/g, "\\$&")
      // A space of no width keeps GitHub from taking it for a person, an issue or an address.
      .replace(/@(?=\w)|#(?=\d)|\bwww(?=\.)|(?<=\w):(?=\/\/)/g, "$&\u200b")
  );
}
