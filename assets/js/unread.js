// The number at the bell is asked for again every half minute while somebody looks, and at once when they come back.
const EVERY_MS = 30_000;
let asked = performance.now();

function ask() {
  if (document.hidden || performance.now() - asked < EVERY_MS - 1_000) return;
  asked = performance.now();
  document.getElementById("unread")?.dispatchEvent(new Event("ask"));
}

setInterval(ask, EVERY_MS);
document.addEventListener("visibilitychange", ask);
