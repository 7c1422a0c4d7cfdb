(() => {
  "use strict";

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);

  const reach = 22;

  function centre(hit) {
    const box = hit.getBBox();
    return { hit, x: box.x + box.width / 2, y: box.y + box.height / 2, w: box.width / 2, h: box.height / 2, frame: hit.closest(".frame") };
  }

  function distance(spot, point) {
    const dx = spot.hit.classList.contains("bar") ? Math.max(0, Math.abs(point.x - spot.x) - spot.w) : point.x - spot.x;
    const dy = spot.hit.classList.contains("bar") ? Math.max(0, Math.abs(point.y - spot.y) - spot.h) : point.y - spot.y;
    return Math.hypot(dx, dy);
  }

  function reader(mosaic) {
    const { name, x, y, area, size, values } = mosaic.dataset;
    const [left, top, width, height] = area.split(" ").map(Number);
    const [columns, rows] = size.split(" ").map(Number);
    const list = values.split(" ");
    const along = (axis, share) => {
      const [min, max, ...label] = axis.split(" ");
      return `${label.join(" ")}: ${(Number(min) + share * (max - min)).toPrecision(4).replace("-", "−")}`;
    };
    return point => {
      const u = (point.x - left) / width, v = 1 - (point.y - top) / height;
      if (u < 0 || u >= 1 || v < 0 || v >= 1) return null;
      const value = list[Math.floor(v * rows) * columns + Math.floor(u * columns)];
      return `${name}: ${value === "-" ? "not finite" : value.replace("-", "−")}\n${along(x, u)}\n${along(y, v)}`;
    };
  }

  function place(x, y) {
    const gap = 14;
    const left = Math.min(Math.max(8, x + gap), innerWidth - tip.offsetWidth - 8);
    const above = y - tip.offsetHeight - gap;
    tip.style.transform = `translate(${left}px, ${above < 8 ? y + gap : above}px)`;
  }

  for (const svg of document.querySelectorAll("svg.fig")) {
    let near = null;
    for (const hit of svg.querySelectorAll(".hit")) {
      const title = hit.querySelector("title");
      hit.dataset.tip = title.textContent;
      title.remove();
    }

    const clear = () => {
      if (near) near.classList.remove("near");
      near = null;
      tip.hidden = true;
    };

    const mosaic = svg.querySelector(".heat[data-values]");
    const cell = mosaic && reader(mosaic);

    // Hidden states have no boxes: measure what shows now, whenever the pointer comes in.
    let spots = [];
    const measure = () => { spots = [...svg.querySelectorAll(".hit")].filter(hit => !hit.closest(".frame:not(.on)")).map(centre); };
    svg.addEventListener("pointerenter", measure);

    const show = event => {
      const matrix = svg.getScreenCTM();
      if (!matrix) return;
      if (!spots.length || spots.some(spot => spot.frame && !spot.frame.classList.contains("on"))) measure();
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      let best = null, least = reach;
      for (const spot of spots) {
        const away = distance(spot, point);
        if (away <= least) { least = away; best = spot; }
      }
      if (!best) {
        clear();
        const text = cell && cell(point);
        if (text) {
          tip.textContent = text;
          tip.hidden = false;
          place(event.clientX, event.clientY);
        }
        return;
      }
      if (near !== best.hit) {
        clear();
        near = best.hit;
        near.classList.add("near");
        tip.textContent = near.dataset.tip;
        tip.hidden = false;
      }
      place(event.clientX, event.clientY);
    };

    svg.addEventListener("pointermove", show);
    svg.addEventListener("pointerdown", show);
    svg.addEventListener("pointerleave", clear);
    addEventListener("scroll", clear, { passive: true });
  }

  for (const slider of document.querySelectorAll(".slider")) {
    const input = slider.querySelector("input");
    const output = slider.querySelector("output");
    const button = slider.querySelector("button");
    const frames = slider.parentElement.querySelectorAll(".frame");
    let timer = 0;

    const show = () => {
      frames.forEach((frame, index) => frame.classList.toggle("on", index === Number(input.value)));
      output.textContent = frames[Number(input.value)].dataset.label;
      input.setAttribute("aria-valuetext", output.textContent);
    };

    const stop = () => {
      clearInterval(timer);
      timer = 0;
      button.textContent = "▶";
      button.setAttribute("aria-label", "Play");
    };

    button.addEventListener("click", () => {
      if (timer) return stop();
      if (input.value === input.max) input.value = input.min;
      button.textContent = "❚❚";
      button.setAttribute("aria-label", "Pause");
      timer = setInterval(() => {
        input.value = String(Number(input.value) + 1);
        show();
        if (input.value === input.max) stop();
      }, Math.max(40, 6000 / frames.length));
    });

    input.addEventListener("input", () => { stop(); show(); });
    input.hidden = false;
    button.hidden = false;
    show();
  }

  const save = document.getElementById("save");
  save.hidden = false;
  save.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([document.getElementById("report-json").textContent], { type: "application/json" }));
    link.download = "report.json";
    link.click();
    URL.revokeObjectURL(link.href);
  });
})();
