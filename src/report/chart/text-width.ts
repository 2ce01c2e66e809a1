/** Letters by how wide they are at most in the usual fonts, in parts of the font's size. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[iIjl.,:;'|!]/, 0.4],
  [/[ frt()[\]/-]/, 0.45],
  [/[mwMW@%—]/, 1],
  [/[A-Z]/, 0.75],
  [/[\u0020-\u024f–−·…]/, 0.65],
];

/** About how many pixels a text takes at most; nothing here can measure it. */
export function textWidth(text: string, size = 13): number {
  let sum = 0;
  for (const letter of text) sum += widths.find(([letters]) => letters.test(letter))?.[1] ?? 1.2;
  return sum * size;
}

/** The text, cut with … where it is wider. */
export function fitText(text: string, most: number, size = 13): string {
  if (textWidth(text, size) <= most) return text;
  const letters = [...text];
  while (letters.length > 0 && textWidth(`${letters.join("")}…`, size) > most) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
