/** What XML 1.0 cannot hold, not even escaped: controls, halves of surrogate pairs, and the two non-characters. */
const impossible = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text that is safe between tags and in attributes of XML 1.0, whatever it holds; what XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(impossible, "\ufffd")
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}
