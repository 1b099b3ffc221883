// A toast goes after ten seconds; a pointer or the focus on it makes it wait.
const LIFE_MS = 10_000;

function live(toast) {
  let left = LIFE_MS;
  let since = performance.now();
  let timer = setTimeout(() => toast.remove(), left);
  const wait = () => {
    clearTimeout(timer);
    left -= performance.now() - since;
  };
  const goOn = () => {
    since = performance.now();
    timer = setTimeout(() => toast.remove(), Math.max(left, 1_000));
  };
  for (const event of ["pointerenter", "focusin"]) toast.addEventListener(event, wait);
  for (const event of ["pointerleave", "focusout"]) toast.addEventListener(event, goOn);
  toast.dataset.toast = "live";
  if (toast.matches(":hover, :focus-within")) wait(); // they were faster than this
}

const start = () => document.querySelectorAll('[data-toast=""]').forEach(live);
start();
document.addEventListener("htmx:afterSettle", start);
document.addEventListener("htmx:oobAfterSwap", start);
