/** The one way to the API: JSON in and out, cookies, RFC 9457 errors turned into `ApiError`. */
import type { Problem } from '@diwan/contracts';

export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly problem: Problem | null;

  constructor(code: string, status: number, problem: Problem | null = null) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.problem = problem;
  }

  /** The request may have been carried out although no answer came. */
  get uncertain(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 504;
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Options = { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal };

export async function request<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  const body = parse(text);
  if (!response.ok) throw problemError(response, body);
  return body as T;
}

async function send(method: Method, path: string, { body, headers, signal }: Options): Promise<Response> {
  try {
    return await fetch(`/api${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('network', 0);
  }
}

export function problemError(response: { status: number }, body: unknown): ApiError {
  if (isProblem(body)) return new ApiError(body.code, response.status, body);
  return new ApiError(response.status >= 500 ? 'internal' : `http_${response.status}`, response.status);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

export function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Query string of what is set. */
export function query(params: Record<string, string | number | undefined | null>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
