
for (const form of document.querySelectorAll(".filter")) {
  const words = form.querySelector("input[type=search]");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const rules = [...form.closest("article").querySelectorAll("details.rule")];
  const openAtFirst = new Map(rules.map((rule) => [rule, rule.open]));
  const update = () => {
    const wanted = words.value.trim().toLowerCase();
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const rule of rules) {
      const inRule = [...rule.children].filter((part) => part.tagName !== "UL")
        .some((part) => part.textContent.toLowerCase().includes(wanted));
      let here = 0;
      for (const item of rule.querySelectorAll("li")) {
        item.hidden = !(inRule || item.textContent.toLowerCase().includes(wanted));
        here += item.hidden ? 0 : 1;
      }
      rule.hidden = here === 0 || !severities.has(rule.dataset.severity);
      rule.open = wanted !== "" && !inRule ? true : openAtFirst.get(rule);
      shown += rule.hidden ? 0 : here;
    }
    form.querySelector("output").textContent = shown + " shown";
  };
  form.hidden = false;
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
}
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
