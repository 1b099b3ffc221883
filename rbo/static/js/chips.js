// A row of chips that is wider than its phone begins where the chosen one is seen.
function begin(part) {
  for (const chosen of part.querySelectorAll(".chips > [aria-current]")) {
    const row = chosen.parentElement;
    row.scrollLeft = chosen.offsetLeft - (row.clientWidth - chosen.offsetWidth) / 2;
  }
}

document.addEventListener("htmx:afterSettle", (event) => begin(event.detail.elt));
begin(document);
