// 断点续传: one file, in pieces, until the desk has taken in what it brings. A lost connection is tried again until it holds.
import { csrf } from "./desk.js";

/** Bytes of one piece: what a broken connection costs at most. */
const piece = 4 << 20;
/** Files up to here are hashed whole, so that the desk can tell that every byte is right. */
const wholeHash = 64 << 20;
/** Of larger ones both ends are, to know them again. */
const endHash = 1 << 20;

const hex = (buffer) => [...new Uint8Array(buffer)].map((one) => one.toString(16).padStart(2, "0")).join("");
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function known(file) {
  if (!globalThis.crypto || !crypto.subtle) return { identity: "time-" + file.lastModified };
  if (file.size <= wholeHash) {
    const sha256 = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return { identity: sha256, sha256 };
  }
  const ends = new Blob([file.slice(0, endHash), file.slice(file.size - endHash)]);
  return { identity: file.lastModified + "-" + hex(await crypto.subtle.digest("SHA-256", await ends.arrayBuffer())) };
}

/** One request; throws `{ network: true }`, `{ expired: true }` or `{ code, message }`. */
function ask(method, path, body, headers, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.setRequestHeader("X-CSRF-Token", csrf);
    request.setRequestHeader("Accept", "application/json");
    for (const [name, value] of Object.entries(headers || {})) request.setRequestHeader(name, value);
    if (onProgress) request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* an answer without words */ }
      if (request.status >= 200 && request.status < 300) resolve(answer);
      else if (request.status === 401) reject({ expired: true });
      else if (request.status >= 502 && request.status <= 504 && !answer.code) reject({ network: true });
      else reject({ code: answer.code || "", message: (answer.message || String(request.status)) + " " + (answer.remedy || "") });
    };
    request.onerror = () => reject({ network: true });
    request.send(body);
  });
}

/** Sends a file; `tell(news)` hears `{ part, stage, isBroken, isResumed }`. Answers the desk's last word. */
export async function upload(file, tell, isWanted) {
  const begin = async () => {
    const form = new URLSearchParams({ name: file.name, size: file.size, ...(await known(file)) });
    const news = await ask("POST", "/intake/uploads", form, { "Content-Type": "application/x-www-form-urlencoded" });
    if (news.offset > 0) tell({ part: news.offset / file.size, isResumed: true });
    return news;
  };
  let news = null;
  let failures = 0;
  while (!news || news.stage !== "done") {
    try {
      if (!isWanted()) {
        if (news) await ask("DELETE", "/intake/uploads/" + news.id);
        return null;
      }
      if (!news) {
        news = await begin();
      } else if (failures > 0 || news.stage === "taking") {
        news = await ask("GET", "/intake/uploads/" + news.id);
        if (news.stage === "taking") { tell({ part: 1, stage: news.stage }); await wait(300); }
      } else {
        const offset = news.offset;
        const show = (sent) => tell({ part: (offset + sent) / file.size, stage: "receiving" });
        news = await ask("PUT", "/intake/uploads/" + news.id, file.slice(offset, offset + piece), { "Upload-Offset": offset }, show);
      }
      failures = 0;
    } catch (error) {
      // Bytes that are there after all, or a turn that somebody else has: the desk knows how far it is.
      const isGone = news && error.code === "registry.not-found";
      const mayGoOn = error.network || (failures < 5 && (isGone || error.code === "upload.offset"));
      if (!mayGoOn) throw error;
      if (isGone) news = null;
      failures += 1;
      if (error.network) tell({ isBroken: true });
      await wait(Math.min(500 * 2 ** failures, 10000));
    }
  }
  return news;
}
