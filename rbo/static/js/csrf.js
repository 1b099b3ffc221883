// htmx sends the page's token along; a lost connection is said in words.
const messages = () => document.getElementById("messages");

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
});

function unreachable() {
  const notice = document.getElementById("unreachable");
  messages().replaceChildren(notice.content.cloneNode(true));
  messages().scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", unreachable);
document.addEventListener("htmx:timeout", unreachable);
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.isError && !event.detail.shouldSwap) unreachable();
});
document.addEventListener("htmx:beforeRequest", () => messages().replaceChildren());
