// A mark opens its sentence, with those around it, in a dialog. Without this script the same links lead down the page.
"use strict";
(() => {
  const dialog = document.querySelector("dialog");
  if (dialog && dialog.showModal) {
    const place = dialog.querySelector(".evidence");
    const title = dialog.querySelector("h2");
    const onward = dialog.querySelector("a");
    let opener = null;
    const copyOf = (sentence, asked) => {
      const copy = sentence.cloneNode(true);
      for (const element of [copy, ...copy.querySelectorAll("[id]")]) {
        if (element.id === asked) element.classList.add("asked");
        element.removeAttribute("id");
      }
      return copy;
    };
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-mark]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const asked = link.getAttribute("href").slice(1);
      const found = document.getElementById(asked);
      const sentence = found && found.closest(".evidence > li");
      if (!sentence) return;
      event.preventDefault();
      const around = [sentence.previousElementSibling, sentence, sentence.nextElementSibling].filter(Boolean);
      place.replaceChildren(...around.map((each) => copyOf(each, asked)));
      title.textContent = sentence.closest("[data-article]").dataset.article;
      onward.href = "#" + asked;
      opener = link;
      dialog.showModal();
    });
    onward.addEventListener("click", () => { opener = null; dialog.close(); });
    dialog.querySelector("button").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => { if (opener) opener.focus(); });
  }
  const filters = document.querySelector("form.filters");
  if (filters) {
    const stories = [...document.querySelectorAll(".stories > li")];
    const texts = stories.map((story) => story.textContent.toLocaleLowerCase());
    const count = document.querySelector("#shown");
    const day = (name) => filters.elements[name].value;
    const apply = () => {
      const words = day("search").toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      stories.forEach((story, index) => {
        const { outlets, topics, first, last } = story.dataset;
        const fits = words.every((word) => texts[index].includes(word))
          && (!day("outlet") || outlets.split("; ").includes(day("outlet")))
          && (!day("topic") || topics.split("; ").includes(day("topic")))
          && (!day("from") || last >= day("from"))
          && (!day("to") || (first && first <= day("to")));
        story.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      count.textContent = shown + " of " + stories.length + " shown";
    };
    filters.hidden = false;
    filters.addEventListener("input", apply);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("reset", () => setTimeout(apply));
    apply();
  }
})();
