// Search over any page: opens by a key or a button, goes through the answers by arrows, gives the focus back.
const palette = () => document.getElementById("palette");
const HIT = ".hit, [data-hit]";
const finder = (place) => place.closest("dialog, main");
const hits = (place) => [...finder(place).querySelectorAll(HIT)];

export function search() {
  const dialog = palette();
  if (!dialog) return document.querySelector("[data-finder] input").focus();
  if (dialog.open) return;
  dialog.showModal();
  const input = dialog.querySelector("input");
  input.select();
  htmx.trigger(input, "wake");
}

// What had the focus before gets it back; where nothing had, no field keeps it.
function shut(dialog) {
  dialog.close();
  if (dialog.contains(document.activeElement)) document.activeElement.blur();
}

// Enter goes to the likeliest answer of what stands there; one that is still on its way is waited for.
let awaited = null;
const answers = (form) => {
  const found = finder(form).querySelector("[data-found]");
  return found?.dataset.found === form.querySelector("input").value.trim();
};

function go(form) {
  if (answers(form)) return hits(form)[0]?.click();
  awaited = form;
  htmx.trigger(form.querySelector("input"), "wake");
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-finder]");
  if (!form?.closest("dialog")) return;
  event.preventDefault();
  go(form);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const found = event.detail.elt.querySelector?.("[data-found]");
  if (!found) return;
  const form = finder(found).querySelector("[data-finder]");
  form.querySelector("[role=status]").textContent = found.dataset.count;
  if (awaited !== form || !answers(form)) return;
  awaited = null;
  hits(form)[0]?.click();
});

document.addEventListener("keydown", (event) => {
  const place = event.target.closest?.(`[data-finder], ${HIT}`);
  if (!place || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const stops = [finder(place).querySelector("[data-finder] input"), ...hits(place)];
  const next = stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
  if (!stops[next]) return;
  event.preventDefault();
  stops[next].focus();
});

// A letter typed on an answer goes on in the field.
document.addEventListener("keydown", (event) => {
  if (!event.target.closest?.(HIT) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length === 1 && event.key !== " ") finder(event.target).querySelector("[data-finder] input").focus();
});

// Escape closes at once, though a field of a search would only empty itself.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || !event.target.closest?.("#palette")) return;
  event.preventDefault();
  shut(palette());
});

// What is said about a lost connection stands on the page below.
document.addEventListener("htmx:sendError", (event) => {
  if (event.target.closest?.("#palette")) shut(palette());
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-close]")) shut(event.target.closest("dialog"));
  else if (event.target.matches?.("dialog.palette")) shut(event.target);
  else if (event.target.closest?.("[data-search]") && palette()) {
    event.preventDefault();
    search();
  }
});
