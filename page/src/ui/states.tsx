// What stands where nothing can be shown yet, or at all.
import type { ComponentChildren } from 'preact';
import type { ApiError } from '../api/client';
import { type Message, t } from '../i18n';
import { clearFilters, filterCount } from '../state';
import type { Resource } from './resource';

export function Loading() {
  return (
    <div class="bones" role="status" aria-label={t('loading')}>
      <span />
      <span />
      <span />
    </div>
  );
}

export function Empty({ title, hint }: { title: Message; hint?: Message | undefined }) {
  const hasFilters = filterCount.value > 0;
  return (
    <div class="state">
      <EmptySign />
      <h2>{t(title)}</h2>
      <p>{t(hasFilters ? 'empty.filtered' : (hint ?? 'empty.hint'))}</p>
      {hasFilters && (
        <button type="button" class="button" onClick={clearFilters}>
          {t('filters.clear')}
        </button>
      )}
    </div>
  );
}

function EmptySign() {
  return (
    <svg width="72" height="56" viewBox="0 0 72 56" aria-hidden="true" class="empty-sign">
      <rect x="8.5" y="6.5" width="55" height="43" rx="3" />
      <path d="M16 16h40M16 24h26M16 32h40M16 40h18" />
    </svg>
  );
}

// What went wrong, and what can be done about it.
export function Failed({ error, again }: { error: ApiError; again: () => void }) {
  return (
    <div class="state error" role="alert">
      <h2>{t(`error.${error.kind}` as Message)}</h2>
      <p>{t(`error.${error.kind}.hint` as Message)}</p>
      {error.detail && (
        <p class="note" dir="auto">
          {error.detail}
        </p>
      )}
      <button type="button" class="button" onClick={again}>
        {t('again')}
      </button>
    </div>
  );
}

interface Shown<T> {
  of: Resource<T>;
  isEmpty?: (data: T) => boolean;
  empty?: Message;
  hint?: Message;
  children: (data: T) => ComponentChildren;
}

export function Show<T>({ of, isEmpty, empty, hint, children }: Shown<T>) {
  if (of.error) return <Failed error={of.error} again={of.reload} />;
  if (of.data === null) return of.isLoading ? <Loading /> : null;
  if (isEmpty?.(of.data)) return <Empty title={empty ?? 'empty.title'} hint={hint} />;
  return (
    <div class="loaded" aria-busy={of.isLoading}>
      {children(of.data)}
    </div>
  );
}
