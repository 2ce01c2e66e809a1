const articles = /\b(?:a|an|the)\b/g;
const space = /\s+/g;

/** NFKC, lower case, no punctuation but what stands inside words and numbers, no articles, single spaces. Choice `A` stays. */
export function normaliseText(text: string): string {
  const kept = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s%$€£¥+\-./]/gu, " ")
    .replace(/(?<![\p{L}\p{N}])[./]+|[./]+(?![\p{L}\p{N}])/gu, " ")
    .replace(space, " ")
    .trim();
  const bare = kept.replace(articles, " ").replace(space, " ").trim();
  return bare === "" ? kept : bare;
}
