import { describe, expect, it } from "vitest";
import { digestOf, fingerprint, isDigest } from "../../src/core/house.js";

describe("fingerprint", () => {
  it("is the sha256 of canonical JSON (checked with sha256sum)", () => {
    expect(fingerprint({ b: 1, a: "x" })).toBe("cdab067e9f3beb32d1252cfd63e492592fecbf591b0d08cadb24bb17f3864246");
  });
});

describe("digestOf", () => {
  it("is the content address of bytes or of text as UTF-8 (checked with FIPS 180-4's example)", () => {
    expect(digestOf("abc")).toBe("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(digestOf(new TextEncoder().encode("é"))).toBe(digestOf("é"));
    expect(isDigest(digestOf(""))).toBe(true);
  });
});
