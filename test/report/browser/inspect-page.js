// Runs in the browser, over the page as it is shown. Gives what a reader would complain of.
(() => {
  const complaints = [];
  const say = (what, element) =>
    complaints.push(
      `${what}: "${element.textContent.trim().slice(0, 60)}" in ${element.closest("section, header, main")?.querySelector("h1, h2")?.textContent}`,
    );
  const isShown = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 0;

  if (document.documentElement.scrollWidth > window.innerWidth)
    complaints.push(
      `the page is ${document.documentElement.scrollWidth} pixels wide in a window of ${window.innerWidth}`,
    );

  const scaleOf = (element) => {
    const svg = element.closest("svg");
    return svg === null ? 1 : svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  };
  const numbersOf = (colour) => {
    const parts = (colour.match(/[\d.]+(e-?\d+)?/g) ?? []).map(Number);
    const [red, green, blue, alpha = 1] = parts;
    return colour.startsWith("color(") ? [255 * red, 255 * green, 255 * blue, alpha] : [red, green, blue, alpha];
  };
  const over = ([red, green, blue, alpha], below) =>
    [red, green, blue].map((value, at) => alpha * value + (1 - alpha) * below[at]);
  const groundOf = (element) => {
    const layers = [];
    for (let one = element; one !== null; one = one.parentElement)
      layers.push(numbersOf(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left);
    return (light + 0.05) / (dark + 0.05);
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (
      walker.currentNode.data.trim() !== "" &&
      !["TITLE", "DESC", "STYLE"].includes(element.tagName.toUpperCase()) &&
      isShown(element)
    )
      texts.add(element);
  }
  for (const element of texts) {
    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize) * scaleOf(element);
    if (size < 12) say(`text of ${size.toFixed(1)} pixels`, element);
    const ground = groundOf(element);
    const colour = over(numbersOf(element.closest("svg") ? style.fill : style.color), ground);
    const found = contrast(colour, ground);
    if (found < 4.5) say(`a contrast of ${found.toFixed(2)}`, element);
  }

  for (const svg of document.querySelectorAll("svg")) {
    if (!isShown(svg)) continue;
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text")].map((element) => ({
      element,
      box: element.getBoundingClientRect(),
    }));
    for (const { element, box } of boxes)
      if (
        box.left < frame.left - 1 ||
        box.right > frame.right + 1 ||
        box.top < frame.top - 1 ||
        box.bottom > frame.bottom + 1
      )
        say("clipped by its chart", element);
    boxes.forEach(({ element, box }, at) => {
      for (const { element: other, box: beside } of boxes.slice(at + 1)) {
        const [across, down] = [
          Math.min(box.right, beside.right) - Math.max(box.left, beside.left),
          Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top),
        ];
        if (across > 0.5 && down > 4) say(`covered by "${other.textContent}"`, element);
      }
    });
    if (!svg.querySelector(":scope > title")?.textContent || !svg.querySelector(":scope > desc")?.textContent)
      complaints.push("a chart without title or description");
  }
  // A chart or table may scroll in its own frame; nothing else may stand beyond the window.
  for (const element of document.querySelectorAll("h1, h2, p, figcaption"))
    if (isShown(element) && element.scrollWidth > element.clientWidth + 1) say("wider than its place", element);

  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map(({ tagName }) => Number(tagName[1]));
  levels.forEach((level, at) => {
    if (level > (levels[at - 1] ?? 0) + 1)
      complaints.push(`a heading of level ${level} after ${levels[at - 1] ?? "none"}`);
  });
  if (levels.filter((level) => level === 1).length !== 1) complaints.push("not one first heading");

  return { complaints, texts: texts.size };
})();
