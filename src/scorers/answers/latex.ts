/** Opens and closes a boxed answer in plain text; control characters cannot be typed by accident. */
export const boxStart = "\u0001";
export const boxEnd = "\u0002";

const commands: Readonly<Record<string, string>> = {
  times: "×",
  sqrt: "√",
  pi: "π",
  cup: "∪",
  cap: "∩",
  infty: "∞",
  cdot: "×",
  ast: "×",
  div: "/",
  approx: "~",
  sim: "~",
  simeq: "~",
  pm: "±",
  mp: "±",
  le: "≤",
  leq: "≤",
  leqslant: "≤",
  ge: "≥",
  geq: "≥",
  geqslant: "≥",
  lt: "<",
  gt: ">",
  ne: "≠",
  neq: "≠",
  circ: "°",
  degree: "°",
  euro: "€",
  pounds: "£",
  yen: "¥",
  percent: "%",
  quad: " ",
  qquad: " ",
  left: "",
  right: "",
  big: "",
  Big: "",
  bigl: "",
  bigr: "",
  displaystyle: "",
  limits: "",
  dots: "...",
  ldots: "...",
  text: "",
  textbf: "",
  textit: "",
  textrm: "",
  mathrm: "",
  mathbf: "",
  mathit: "",
  mathsf: "",
  operatorname: "",
  mbox: "",
  emph: "",
  mathbb: "",
  hbox: "",
  bf: "",
  rm: "",
  to: " to ",
  implies: " so ",
  therefore: " so ",
  Rightarrow: " so ",
  rightarrow: " so ",
  newline: "\n",
  begin: " ",
  end: " ",
  boldsymbol: "",
  large: "",
  Large: "",
};

/** Each part is one digit or stands in braces: `\frac12`, `\frac3{4}`, `\frac{1}{2}`. */
const fraction =
  /\s{0,4}(?:\{\s{0,4}([+-]?[\d.,]{1,40})\s{0,4}\}|(\d))\s{0,4}(?:\{\s{0,4}([\d.,]{1,40})\s{0,4}\}|(\d))/y;

/** One LaTeX command: the text it stands for, where reading goes on, and what its brace emits when it closes. */
export interface LatexStep {
  readonly text: string;
  readonly next: number;
  readonly closer?: string;
}

/** Reads the command whose backslash is at `start`. */
export function readLatexCommand(source: string, start: number): LatexStep {
  let next = start + 1;
  while (next < source.length && isLetter(source.charCodeAt(next)) && next - start < 24) next++;
  const name = source.slice(start + 1, next);
  if (name === "") return readEscape(source, start);
  if (name === "frac" || name === "dfrac" || name === "tfrac" || name === "cfrac") return readFraction(source, next);
  if (name === "boxed" || name === "fbox") return openBox(source, next);
  const text = commands[name];
  return { text: text ?? ` ${name} `, next };
}

function readEscape(source: string, start: number): LatexStep {
  const character = source[start + 1] ?? "";
  const next = start + 2;
  if (character !== "" && "$%&#_{}".includes(character)) return { text: character, next };
  if (character === "," || character === ";" || character === ":") return { text: " ", next };
  if (character === "!") return { text: "", next };
  if (character === "\\") return { text: "\n", next };
  return { text: "()[] ".includes(character) ? " " : character, next: character === "" ? start + 1 : next };
}

function readFraction(source: string, next: number): LatexStep {
  fraction.lastIndex = next;
  const found = fraction.exec(source);
  if (found !== null) return { text: ` ${found[1] ?? found[2]}/${found[3] ?? found[4]} `, next: fraction.lastIndex };
  // A compound fraction stays an expression, whose operands are no answers.
  const brace = source[next] === "{";
  return brace ? { text: " fraction × ", next: next + 1, closer: " × " } : { text: " fraction × ", next };
}

function openBox(source: string, start: number): LatexStep {
  let next = start;
  while (source[next] === " ") next++;
  return source[next] === "{" ? { text: boxStart, next: next + 1, closer: boxEnd } : { text: " ", next: start };
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
