// A page that follows: the server says when something changed, and the part that follows comes anew. Where the server takes
// no more followers, and where the way to it is cut, the part is asked for now and then instead.
const OFTEN = 15000;
let source = null;
let asking = 0;

const follow = () => {
  const part = document.querySelector("[data-follow]");
  const again = () => document.querySelector("[data-follow]")?.dispatchEvent(new Event("follow"));
  clearInterval(asking);
  source?.close();
  source = null;
  // Nobody looks at a page in the background.
  if (!part || document.hidden) return;
  source = new EventSource(part.dataset.follow);
  source.addEventListener("changed", again);
  source.addEventListener("error", () => {
    if (source?.readyState === EventSource.CLOSED) asking = setInterval(again, OFTEN);
  });
};

// What has come anew may be at its end, or have another version to begin with.
document.addEventListener("htmx:after:swap", () => {
  if (source && !document.querySelector("[data-follow]")) follow();
});
// The tabs of the queue came anew: the place in the rail says the same.
document.addEventListener("htmx:after:swap", () => {
  const live = document.querySelector("#queue-live[data-in-work]");
  const place = document.querySelector('.side [aria-current] .place-count');
  if (live && place) place.textContent = live.dataset.inWork;
});
document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", follow);
