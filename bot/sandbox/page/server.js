// The sandbox's HTTP, and a stream of events that finds its way back after a break.

async function call(path, options) {
  const response = await fetch(`/sandbox/${path}`, options);
  const body = await response.text();
  if (!response.ok) throw Object.assign(new Error(reason(body) || response.statusText), { status: response.status });
  return body ? JSON.parse(body) : null;
}

function reason(body) {
  try {
    const { description, error, message } = JSON.parse(body);
    return description ?? error ?? message;
  } catch {
    return body.length < 200 ? body : "";
  }
}

export const get = (path) => call(path);

export const post = (path, body = {}) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const upload = (path, file) => {
  const form = new FormData();
  form.append("document", file, file.name);
  return call(path, { method: "POST", body: form });
};

export const fileUrl = (id) => `/sandbox/files/${encodeURIComponent(id)}`;

/**
 * Listens until the returned function is called. `opened` runs at each (re)connection: what came meanwhile is unknown.
 * `lost` is told whether the browser goes on trying by itself, as it does unless the server answered with an error.
 */
export function listen(path, { opened, event, lost }) {
  const source = new EventSource(`/sandbox/${path}`);
  source.onopen = opened;
  source.onmessage = ({ data }) => event(JSON.parse(data));
  source.onerror = () => lost(source.readyState === EventSource.CONNECTING);
  return () => source.close();
}
