// Texts of the page that stick out of their block, of its card, or of a box around it that hides what sticks out.
() => {
  const UNSEEN = ".vh, .skip, svg, option, script, textarea"; // a field scrolls
  const hides = ({ overflowX, overflowY }) => [overflowX, overflowY].some((way) => way === "hidden" || way === "clip");

  function boxesOf(element) {
    let block = element;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const boxes = [block];
    for (let box = block.parentElement; box; box = box.parentElement) {
      if (box.matches(".card") || hides(getComputedStyle(box))) boxes.push(box);
    }
    return boxes;
  }

  function sticksOut(said, box) {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    const isTooHigh = hides(getComputedStyle(box)) && (said.bottom > bottom + 2 || said.top < top - 2);
    return said.right > right + 1 || said.left < left - 1 || isTooHigh;
  }

  function isForTheEarAlone(box) {
    const { width, height } = box.getBoundingClientRect();
    return width <= 2 || height <= 2;
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility() || element.closest(UNSEEN)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const said = range.getBoundingClientRect();
    const boxes = boxesOf(element);
    if (!boxes.some(isForTheEarAlone) && boxes.some((box) => sticksOut(said, box))) found.add(text.data.trim().slice(0, 60));
  }
  return [...found];
}
