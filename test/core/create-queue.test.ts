import { describe, expect, it } from "vitest";
import { createQueue } from "../../src/core/index.js";

describe("createQueue", () => {
  it("runs so many tasks at a time, in order, and gives what each gives", async () => {
    const queue = createQueue({ concurrency: 2 });
    const begun: number[] = [];
    const results = [1, 2, 3].map((value) =>
      queue.add(async () => {
        begun.push(value);
        await new Promise(setImmediate);
        return value * 2;
      }),
    );
    await Promise.resolve();
    expect([begun, queue.running, queue.waiting]).toEqual([[1, 2], 2, 1]);
    expect(await Promise.all(results)).toEqual([2, 4, 6]);
    await queue.idle();
    expect([queue.running, queue.waiting]).toEqual([0, 0]);
  });

  it("passes failures on, also of synchronous tasks, and goes on", async () => {
    const queue = createQueue({ concurrency: 1 });
    const failing = queue.add(() => {
      throw new Error("mine");
    });
    await expect(failing).rejects.toThrow("mine");
    expect(await queue.add(() => 1)).toBe(1);
  });

  it("does not begin a waiting task whose signal is aborted", async () => {
    const queue = createQueue({ concurrency: 1 });
    const controller = new AbortController();
    let begun = false;
    const first = queue.add(() => new Promise(setImmediate));
    const second = queue.add(() => {
      begun = true;
    }, controller.signal);
    await Promise.resolve();
    expect(queue.waiting).toBe(1);
    controller.abort("enough");
    expect(queue.waiting).toBe(0);
    await expect(second).rejects.toBe("enough");
    await first;
    await queue.idle();
    expect(begun).toBe(false);
  });

  it("does not keep whoever aborts waiting for a task that runs, and frees its place when that ends", async () => {
    const queue = createQueue({ concurrency: 1 });
    const controller = new AbortController();
    let release: () => void = () => undefined;
    const stuck = queue.add(() => new Promise<void>((resolve) => (release = resolve)), controller.signal);
    const next = queue.add(() => "next");
    await Promise.resolve();
    controller.abort("enough");
    await expect(stuck).rejects.toBe("enough");
    expect([queue.running, queue.waiting]).toEqual([1, 1]);
    release();
    expect(await next).toBe("next");
    await expect(queue.add(() => "never", controller.signal)).rejects.toBe("enough");
  });

  it("refuses a concurrency that is not a whole number of at least 1", () => {
    expect(() => createQueue({ concurrency: 1.5 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [queue] Expected \`concurrency\` to be a whole number of at least 1, got 1.5 (number)]`,
    );
  });
});
