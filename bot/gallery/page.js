// Pictures are set when they come near the screen; the index follows; the search leaves what fits.
const pictures = JSON.parse(document.querySelector("#pictures").textContent);
const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    target.style.backgroundImage = `url("${pictures[target.dataset.picture]}")`;
    near.unobserve(target);
  }
}, { rootMargin: "800px" });
for (const each of document.querySelectorAll("[data-picture]")) near.observe(each);

const links = new Map([...document.querySelectorAll("#index a")].map((a) => [a.hash.slice(1), a]));
const here = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) links.get(target.id)?.classList.toggle("here", isIntersecting);
}, { rootMargin: "-40% 0px -55%" });
for (const id of links.keys()) here.observe(document.getElementById(id));

const found = (words, text) => words.every((word) => text.includes(word));
document.querySelector("#find").addEventListener("input", ({ target }) => {
  const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const frame of document.querySelectorAll(".frame")) frame.hidden = !found(words, frame.dataset.find);
  for (const id of ["top", "ways", "commands"]) document.getElementById(id).hidden = words.length > 0;
  for (const frames of document.querySelectorAll(".frames")) {
    const empty = !frames.querySelector(".frame:not([hidden])");
    frames.hidden = frames.previousElementSibling.hidden = empty;
  }
  for (const each of document.querySelectorAll(".chapter")) each.hidden = !each.querySelector(".frame:not([hidden])");
});

document.querySelector("#schemes").addEventListener("change", ({ target }) => (document.body.dataset.show = target.value));
