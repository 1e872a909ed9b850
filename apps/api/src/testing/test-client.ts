// Somebody who talks to the API as a browser does: with a cookie jar of one cookie.
export type Answer<T = Json> = { status: number; headers: Headers; body: T; text: string };
// A spec knows what it asked for; the contracts have specs of their own.
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;
type Init = { body?: unknown; headers?: Record<string, string>; raw?: string | FormData | Uint8Array<ArrayBuffer> };

export class TestClient {
  cookie = '';

  constructor(readonly url: string) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, { body, headers });
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.send('PATCH', path, { body });
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send('PUT', path, { body });
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path);
  }

  /** `raw` goes out as it is; `body` as JSON. */
  async send(method: string, path: string, { body, headers = {}, raw }: Init = {}): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(raw === undefined && body === undefined ? {} : { body: raw ?? JSON.stringify(body) }),
    });
    const [set] = response.headers.getSetCookie();
    if (set) this.cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  }

  /** Uploads a file as the composer does. */
  upload(name: string, content: string | Uint8Array<ArrayBuffer>, type = 'text/plain'): Promise<Answer> {
    const form = new FormData();
    form.append('file', new Blob([content], { type }), name);
    return this.send('POST', '/api/attachments', { raw: form });
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** Of requests whose order does not matter, smallest first. */
export function statusesOf(answers: readonly Answer[]): number[] {
  return answers.map((each) => each.status).sort((one, other) => one - other);
}
