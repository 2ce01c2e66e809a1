import { describe, expect, it } from "vitest";
import { redact } from "../../src/ports/redact.js";

describe("redact", () => {
  it("takes out every secret, whatever its characters, wherever it stands", () => {
    expect(redact("key abc/def+ghi=jkl== and pin42 and abc/def+ghi=jkl==.", ["abc/def+ghi=jkl==", "pin42"])).toBe(
      "key [redacted] and [redacted] and [redacted].",
    );
  });

  it("takes out the shortened forms that providers show", () => {
    expect(redact("sk-abcde****7890, sk-abcde…7890", ["sk-abcdefghijkl7890"])).toBe("[redacted], [redacted]");
  });

  it("leaves other texts as they are, also with a secret too short to be one", () => {
    expect(redact("a bad request", ["a"])).toBe("a bad request");
    expect(redact("[redacted]!! x", ["[redacted]!!"])).not.toContain("!!");
  });
});
