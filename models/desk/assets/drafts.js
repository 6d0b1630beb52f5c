// 草稿: what was typed and is not stored yet stays on this computer, whatever happens to the page.

/** Drafts of one paper, by field. */
export function draftsOf(id) {
  const name = "xueji-draft-" + id;
  const all = () => { try { return JSON.parse(localStorage.getItem(name)) || {}; } catch { return {}; } };
  return {
    all,
    /** `null` forgets it. */
    keep(key, value) {
      const kept = all();
      if (value === null) delete kept[key]; else kept[key] = value;
      if (Object.keys(kept).length) localStorage.setItem(name, JSON.stringify(kept)); else localStorage.removeItem(name);
    },
    forget() { localStorage.removeItem(name); },
  };
}
