/** Code points that stand for an ASCII character or for nothing, as found in answers of people and of models. */
const equivalents: readonly (readonly [codes: readonly number[], text: string])[] = [
  [[0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x00ad, 0x2061, 0x200e, 0x200f], ""],
  [[0x00a0, 0x202f, 0x2009, 0x2007, 0x2008, 0x200a, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x205f, 0x3000, 0x09], " "],
  [[0x0b, 0x0c, 0x2028, 0x2029, 0x85], "\n"],
  [[0x2212, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0xfe63, 0xfe58, 0x2796], "-"],
  [[0x2795], "+"],
  [[0x2018, 0x2019, 0x02bc, 0x2032], "'"],
  [[0x201c, 0x201d, 0x00ab, 0x00bb, 0x2033], '"'],
  [[0x066b], "."],
  [[0x066c, 0x3001], ","],
  [[0x066a, 0xfe6a], "%"],
  [[0x3002], ". "],
  [[0x22c5, 0x2219, 0x00b7, 0x2715, 0x2a2f, 0x2a09], "×"],
  [[0x2044, 0x2215, 0x00f7], "/"],
  [[0x2264, 0x2a7d, 0x2266], "≤"],
  [[0x2265, 0x2a7e, 0x2267], "≥"],
  [[0x2248, 0x2245, 0x223c, 0x2243], "~"],
  [[0xfe69], "$"],
  [[0x2103], "°C"],
  [[0x2109], "°F"],
  [[0x03bc], "µ"],
];

const fractions: Readonly<Record<string, string>> = {
  "½": "1/2",
  "⅓": "1/3",
  "⅔": "2/3",
  "¼": "1/4",
  "¾": "3/4",
  "⅕": "1/5",
  "⅖": "2/5",
  "⅗": "3/5",
  "⅘": "4/5",
  "⅙": "1/6",
  "⅚": "5/6",
  "⅐": "1/7",
  "⅛": "1/8",
  "⅜": "3/8",
  "⅝": "5/8",
  "⅞": "7/8",
  "⅑": "1/9",
  "⅒": "1/10",
};

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** The zeros of decimal digit blocks: Arabic-Indic, Persian, Devanagari, Bengali, Thai, fullwidth is handled apart. */
const digitZeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

let table: Map<number, string> | undefined;

function buildTable(): Map<number, string> {
  const map = new Map<number, string>();
  for (const [codes, text] of equivalents) for (const code of codes) map.set(code, text);
  for (const [character, text] of Object.entries(fractions)) map.set(character.charCodeAt(0), text);
  for (let digit = 0; digit < 10; digit++) {
    for (const zero of digitZeros) map.set(zero + digit, String(digit));
  }
  for (let code = 0xff01; code <= 0xff5e; code++) map.set(code, String.fromCharCode(code - 0xfee0));
  return map;
}

/** What a character beyond ASCII stands for; undefined when it stands for itself. */
export function asciiEquivalent(code: number): string | undefined {
  table ??= buildTable();
  return table.get(code);
}

/** Subscript digits ₀ to ₉. */
export function isSubscript(code: number): boolean {
  return code >= 0x2080 && code <= 0x2089;
}

export function isVulgarFraction(character: string): boolean {
  return character in fractions;
}

/** The ASCII of a superscript digit or sign, undefined for anything else. */
export function superscriptEquivalent(character: string): string | undefined {
  const digit = superscripts.indexOf(character);
  if (digit >= 0) return String(digit);
  return character === "⁻" ? "-" : character === "⁺" ? "+" : undefined;
}
