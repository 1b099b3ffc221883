// Where the eye and the keyboard go after a page or a part has arrived.
function firstProblem(root) {
  return root.querySelector?.('[aria-invalid="true"]') ?? root.querySelector?.("[data-first]");
}

function show(root) {
  const problem = firstProblem(root);
  if (!problem) return;
  problem.focus({ preventScroll: true });
  problem.scrollIntoView({ block: "center" });
}

// A row of chips scrolls by itself; browsers leave the one with the focus half outside.
function centre(chip) {
  const row = chip.parentNode;
  row.scrollLeft = chip.offsetLeft - (row.clientWidth - chip.offsetWidth) / 2;
}

const centreChosen = (root) => root.querySelectorAll?.(".chips > [aria-current]").forEach(centre);

show(document);
centreChosen(document);
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".chips > :focus-visible")) centre(event.target);
});
// Only a focus that was swapped away is brought back: one that somebody has put elsewhere since stays there.
const isFree = () => !document.activeElement || document.activeElement === document.body;

function reveal(root) {
  if (root.id === "messages") root.scrollIntoView({ block: "center" });
}

document.addEventListener("htmx:oobAfterSwap", (event) => reveal(event.detail.target));
document.addEventListener("htmx:afterSettle", (event) => {
  const root = event.detail.elt;
  if (isFree()) root.querySelector?.("[data-land]")?.focus({ preventScroll: true });
  reveal(root);
  show(root);
  centreChosen(root);
});
