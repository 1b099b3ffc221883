// Runs before anything is drawn: what only JavaScript can work is shown only where it runs.
document.documentElement.classList.add("js");
