// htmx sends the page's token along; a lost connection is said in words.
const messages = () => document.getElementById("messages");
const isQuiet = (event) => "quiet" in event.detail.requestConfig.elt.dataset; // asked by the page itself: its failures are nobody's

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
});

function unreachable() {
  const notice = document.getElementById("unreachable");
  messages().replaceChildren(notice.content.cloneNode(true));
  messages().scrollIntoView({ block: "nearest" });
}

function failed(event) {
  if (!isQuiet(event)) unreachable();
}

// A whole form stays where it is while there is no network: the browser's own page of errors would take its place.
document.addEventListener("submit", (event) => {
  if (navigator.onLine || event.defaultPrevented) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // to the other parts it was never sent
  event.target.closest("dialog")?.close();
  unreachable();
});

document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:timeout", failed);
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.isError && isQuiet(event)) event.detail.shouldSwap = false;
  else if (event.detail.isError && !event.detail.shouldSwap) unreachable();
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isQuiet(event)) messages().replaceChildren();
});
