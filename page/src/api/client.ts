// Asks the server. All that can go wrong becomes one kind of error, whose kind tells the page what
// to advise.
export type ErrorKind = 'offline' | 'token' | 'missing' | 'request' | 'size' | 'busy' | 'server';

export class ApiError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly detail = '',
  ) {
    super(detail || kind);
  }

  static of(error: unknown): ApiError {
    if (error instanceof ApiError) return error;
    if (error instanceof TypeError) return new ApiError('offline');
    return new ApiError('server', error instanceof Error ? error.message : String(error));
  }
}

const KINDS: Record<number, ErrorKind> = {
  400: 'request',
  401: 'token',
  403: 'token',
  404: 'missing',
  409: 'request',
  413: 'size',
  422: 'request',
  429: 'busy',
  503: 'busy',
};

export type Query = Record<string, string | number | undefined | null>;

export function pathOf(path: string, query: Query | [string, string][] = {}): string {
  const given = new URLSearchParams();
  const pairs = Array.isArray(query) ? query : Object.entries(query);
  for (const [name, value] of pairs) {
    if (value !== undefined && value !== null && value !== '') given.append(name, String(value));
  }
  const words = given.toString().replaceAll('%2C', ',');
  return `/api/v1${path}${words ? `?${words}` : ''}`;
}

async function answerOf<T>(path: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json');
  const answer = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  if (answer.ok) return answer.status === 204 ? (undefined as T) : await answer.json();
  let detail = '';
  try {
    const body = await answer.json();
    detail = String(body?.error?.message ?? body?.message ?? body?.detail ?? '');
  } catch {
    detail = answer.statusText;
  }
  throw new ApiError(KINDS[answer.status] ?? 'server', detail);
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return answerOf<T>(path, signal ? { signal } : {});
}

export function send<T>(method: 'POST', path: string, body: unknown): Promise<T> {
  return answerOf<T>(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}
