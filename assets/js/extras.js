// One more line for an extra without asking the server; a known extra brings the price it had last.
const NUMBER = /-\d+-/;

function addLine(lines) {
  const line = lines.nextElementSibling.content.firstElementChild.cloneNode(true);
  for (const field of line.querySelectorAll("input")) {
    field.name = field.id = field.name.replace(NUMBER, `-${lines.children.length}-`);
  }
  lines.append(line);
  line.querySelector("input").focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-more]");
  if (!button) return;
  event.preventDefault();
  addLine(button.parentNode.querySelector("[data-extras]"));
});

document.addEventListener("input", (event) => {
  const line = event.target.closest?.(".extra");
  if (!line || !event.target.list) return;
  const known = [...event.target.list.options].find((option) => option.value === event.target.value);
  const price = line.querySelector(".price");
  if (!known || price.value) return;
  price.value = known.dataset.price;
  price.dispatchEvent(new Event("input", { bubbles: true }));
});
