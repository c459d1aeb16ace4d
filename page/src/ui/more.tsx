// A list that comes page by page.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/client';
import type { Page } from '../api/types';
import { type Message, t } from '../i18n';
import { useResource } from './resource';
import { Show } from './states';

interface Props<T, P extends Page<T>> {
  query: string;
  load: (cursor: string | null, signal?: AbortSignal) => Promise<P>;
  empty: Message;
  hint?: Message;
  head?: (page: P) => ComponentChildren;
  children: (item: T) => ComponentChildren;
}

// `query` stands for all that the answer depends on: another one begins the list anew.
export function Pages<T, P extends Page<T>>({
  query,
  load,
  empty,
  hint,
  head,
  children,
}: Props<T, P>) {
  const first = useResource<P>(query, (signal) => load(null, signal));
  const [rest, setRest] = useState<{ of: P | null; items: T[]; next: string | null }>({
    of: null,
    items: [],
    next: null,
  });
  const [error, setError] = useState<ApiError | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    setRest({ of: first.data, items: [], next: first.data?.next ?? null });
    setError(null);
  }, [first.data]);

  const loadMore = async () => {
    setIsBusy(true);
    setError(null);
    try {
      const page = await load(rest.next);
      setRest((old) =>
        old.of === rest.of
          ? { of: old.of, items: [...old.items, ...page.items], next: page.next }
          : old,
      );
    } catch (reason) {
      setError(ApiError.of(reason));
    }
    setIsBusy(false);
  };

  return (
    <Show
      of={first}
      empty={empty}
      {...(hint ? { hint } : {})}
      isEmpty={(page) => page.items.length === 0}
    >
      {(page) => (
        <>
          {head?.(page)}
          {page.items.map(children)}
          {rest.of === page && rest.items.map(children)}
          {rest.of === page && rest.next && (
            <p class="more">
              <button type="button" class="button" disabled={isBusy} onClick={loadMore}>
                {t(isBusy ? 'loading' : 'more')}
              </button>
              {error && <span role="alert">{t(`error.${error.kind}` as Message)}</span>}
            </p>
          )}
        </>
      )}
    </Show>
  );
}
