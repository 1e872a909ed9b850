import type { Product } from './product.js';

export type Api = { send: (method: string, path: string, body?: unknown) => Promise<unknown> };

/** The HTTP interface, signed in as the demo's owner. For what a journey needs and does not show. */
export async function openApi({ url, signIn }: Pick<Product, 'url' | 'signIn'>): Promise<Api> {
  let cookie = '';
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}/api/${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    cookie ||= answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    return text === '' ? null : JSON.parse(text);
  };
  await send('POST', 'session', signIn);
  return { send };
}
