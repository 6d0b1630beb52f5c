/// 无障碍检查: run in the page, with the style sheet as the browser applies it.
enum PageChecks {
    /// Answers what is wrong: horizontal loss, boxes and pictures without a name, text below WCAG 2.1 AA's contrast
    /// (4.5 : 1; 3 : 1 from 24 px, or 18.66 px bold).
    static let script = """
        const faults = [];
        const page = document.documentElement;
        if (page.scrollWidth > page.clientWidth) faults.push(`wide: ${page.scrollWidth} > ${page.clientWidth}`);
        for (const box of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
          const named = box.labels && box.labels.length || box.getAttribute("aria-label");
          if (!named) faults.push("no label: " + (box.name || box.id));
        }
        for (const image of document.querySelectorAll("img")) {
          if (!image.hasAttribute("alt")) faults.push("no alt: " + image.src);
        }
        for (const any of document.querySelectorAll("[tabindex]")) {
          if (any.tabIndex > 0) faults.push("focus order: " + any.id);
        }
        const colour = (text) => text.match(/[\\d.]+/g).map(Number);
        const light = (c) => {
          const part = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          return 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
        };
        const ground = (element) => {
          for (let at = element; at; at = at.parentElement) {
            const c = colour(getComputedStyle(at).backgroundColor);
            if (c.length < 4 || c[3] === 1) return c;
          }
          return [255, 255, 255];
        };
        const seen = new Set();
        for (const element of document.querySelectorAll("body *")) {
          const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
          if (!own || !element.getClientRects().length || element.closest("svg title, script")) continue;
          const style = getComputedStyle(element);
          const ink = element.closest("svg") ? colour(style.fill) : colour(style.color);
          const [a, b] = [light(ink), light(ground(element))].sort((x, y) => y - x);
          const ratio = (a + 0.05) / (b + 0.05);
          const size = parseFloat(style.fontSize);
          const least = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700 ? 3 : 4.5;
          if (ratio < least) seen.add(`contrast ${ratio.toFixed(2)}: ${element.tagName}.${element.getAttribute("class")}`);
        }
        return faults.concat([...seen]);
        """
}
