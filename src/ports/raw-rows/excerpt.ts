const longest = 4000;

/** What stood in an unreadable row, cut to a length that fits a quarantine. */
export function excerpt(text: string): string {
  if (text.length <= longest) return text;
  // Half a surrogate pair at the cut would be no text.
  return `${text.slice(0, longest).replace(/\p{Surrogate}$/u, "")}…`;
}
