// htmx sends the page's token along; a lost connection is said in words.
const messages = () => document.getElementById("messages");
const isQuiet = (event) => "quiet" in event.detail.requestConfig.elt.dataset; // asked by the page itself: its failures are nobody's

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
});

function unreachable(event) {
  if (isQuiet(event)) return;
  const notice = document.getElementById("unreachable");
  messages().replaceChildren(notice.content.cloneNode(true));
  messages().scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", unreachable);
document.addEventListener("htmx:timeout", unreachable);
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.isError && isQuiet(event)) event.detail.shouldSwap = false;
  else if (event.detail.isError && !event.detail.shouldSwap) unreachable(event);
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isQuiet(event)) messages().replaceChildren();
});
