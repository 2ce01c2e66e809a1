// Scripts that put no spaces between words: each character is a word, as in the multilingual editions of SQuAD.
const unspaced = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const word = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+`, "gu");
const piece = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])\\S)+`, "gu");

/**
 * Runs of letters and digits in lower case. On ASCII these are the tokens of Google's `rouge_score` without stemming, which drops
 * every other letter, so that it scores any two texts in Greek 0; here all letters count.
 */
export function words(text: string): string[] {
  return text.toLowerCase().match(word) ?? [];
}

/** What stands between spaces; Chinese and Japanese by character. */
export function pieces(text: string): string[] {
  return text.match(piece) ?? [];
}
