// Runs before the first paint: the page follows the reader's light or dark preference.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
follow();
addEventListener("beforeprint", () => document.documentElement.setAttribute("data-bs-theme", "light"));
addEventListener("afterprint", follow);
dark.addEventListener("change", follow);
document.documentElement.classList.add("js");
