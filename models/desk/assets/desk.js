// 公用: the token that every change carries, and posting forms.
export const csrf = document.body.dataset.csrf;

/** Posts a form; answers the JSON, or throws an error whose message a person can read. */
export async function post(path, fields) {
  const body = new URLSearchParams(fields);
  let response = null;
  try {
    response = await fetch(path, {
      method: "POST", body, credentials: "same-origin",
      headers: { "X-CSRF-Token": csrf, Accept: "application/json" },
    });
  } catch {
    throw new Error(document.body.dataset.network);
  }
  if (response.status === 401) { const error = new Error(""); error.expired = true; throw error; }
  if (response.status === 204) return {};
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message + " " + answer.remedy);
  return answer;
}
