// Something fetched that a view shows: what is there stays on the page while newer is under way.
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/client';

export interface Resource<T> {
  data: T | null;
  error: ApiError | null;
  isLoading: boolean;
  reload: () => void;
}

// Loads anew whenever `key` changes; null loads nothing. What comes too late is dropped.
export function useResource<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
): Resource<T> {
  const [state, setState] = useState<{ key: string; data: T | null; error: ApiError | null }>({
    key: '',
    data: null,
    error: null,
  });
  const [round, setRound] = useState(0);
  const wanted = key === null ? '' : `${round} ${key}`;

  useEffect(() => {
    if (wanted === '') {
      setState({ key: '', data: null, error: null });
      return;
    }
    const stop = new AbortController();
    load(stop.signal).then(
      (data) => !stop.signal.aborted && setState({ key: wanted, data, error: null }),
      (error: unknown) => {
        if (!stop.signal.aborted) {
          setState((old) => ({ key: wanted, data: old.data, error: ApiError.of(error) }));
        }
      },
    );
    return () => stop.abort();
  }, [wanted]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { data: state.data, error: state.error, isLoading: state.key !== wanted, reload };
}
