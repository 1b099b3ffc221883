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

show(document);
document.addEventListener("htmx:afterSettle", (event) => {
  const root = event.detail.elt;
  if (!root.contains(document.activeElement)) root.querySelector?.("[data-land]")?.focus({ preventScroll: true });
  if (root.id === "messages") root.scrollIntoView({ block: "center" });
  show(root);
});
