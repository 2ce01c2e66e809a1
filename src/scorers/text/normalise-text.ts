// An article at the end names: vitamin A, hepatitis A.
const articles = /\b(?:a|an|the)\b(?=.*[\p{L}\p{N}])/gu;
const space = /\s+/g;
const superscript = /[⁰¹²³⁴-⁹⁺⁻ⁿ]+/g;

/**
 * NFKC, lower case, no punctuation but what stands inside words and numbers, no articles, single spaces. Signs and symbols mean something
 * and stay: `x < 2`, `A ∪ B`, `C#`, `5!`. Choice `A` stays.
 */
export function normaliseText(text: string): string {
  const kept = text
    .replace(superscript, (digits) => `^${digits.normalize("NFKC").replace("−", "-")}`)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[−‐‑–]/g, "-")
    .replace(/(?<!\d)!(?!=)|[^\p{L}\p{N}\p{M}\p{S}\s%+\-./#!]|`/gu, " ")
    .replace(/(?<![\p{L}\p{N}])[./]+|[./]+(?![\p{L}\p{N}])/gu, " ")
    .replace(space, " ")
    .trim();
  const bare = kept.replace(articles, " ").replace(space, " ").trim();
  return bare === "" ? kept : bare;
}
