// Those parts of a page that look like nothing seen before in this view, in a box of the same looks on the same ground.
// Colours and sizes decide what axe says of a part's looks, not its words, nor how many boxes lie around it.
(view) => {
  const STYLES = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "visibility", "textDecorationLine"];
  const CLEAR = "rgba(0, 0, 0, 0),none,1";
  const LARGE_PX = 24; // what WCAG wants of a target
  const seen = new Set(JSON.parse(sessionStorage.getItem(view) ?? "[]"));
  const part = { include: [], exclude: [] };

  function scrolls(box, { overflowX, overflowY }) {
    const isOver = [box.scrollWidth > box.clientWidth, box.scrollHeight > box.clientHeight];
    return [overflowX, overflowY].some((way, axis) => way !== "visible" && isOver[axis]);
  }

  function painted(element) {
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    return [backgroundColor, backgroundImage, opacity].join();
  }

  function looks(element) {
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    const sizes = [width < LARGE_PX, height < LARGE_PX, scrolls(element, style), element.tabIndex];
    const said = ["type", "role", "lang", "class"].map((name) => element.getAttribute(name));
    return [element.localName, ...said, ...sizes, ...STYLES.map((name) => style[name])].join();
  }

  function mix(number, text) {
    for (let at = 0; at < text.length; at++) number = Math.imul(number ^ text.charCodeAt(at), 0x01000193);
    return number;
  }

  function walk(element, ground, box, isAsked) {
    if (!element.checkVisibility()) return;
    const own = looks(element);
    const look = [mix(ground[0], box + own), mix(ground[1], box + own)].join();
    const isFresh = !seen.has(look);
    seen.add(look);
    if (isFresh !== isAsked) part[isFresh ? "include" : "exclude"].push(element);
    const paint = painted(element);
    const under = paint === CLEAR ? ground : ground.map((number) => mix(number, paint));
    for (const child of element.children) walk(child, under, own, isFresh);
  }

  walk(document.documentElement, [0x811c9dc5, 0x1000193], "", false);
  sessionStorage.setItem(view, JSON.stringify([...seen]));
  return part;
}
