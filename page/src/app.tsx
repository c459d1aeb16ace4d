import { useEffect, useRef, useState } from 'preact/hooks';
import { enter } from './api/calls';
import { language, type Message, setLanguage, t } from './i18n';
import { loadMeta, meta, metaError } from './meta';
import { asksAuthor, author, fault, last, setAuthor, undo } from './review/decide';
import { address, filterCount, href, open, VIEWS, type View } from './state';
import { nextTheme, theme } from './theme';
import { FilterPanel } from './ui/filters';
import { Failed, Loading } from './ui/states';
import { ActorsView } from './views/actors';
import { AgreementsView } from './views/agreements';
import { DocumentsView } from './views/documents';
import { IncidentsView } from './views/incidents';
import { MapView } from './views/map';
import { ReviewView } from './views/review';
import { TimelineView } from './views/timeline';
import { TryView } from './views/try';

const SHOWN: Record<View, () => preact.JSX.Element> = {
  map: MapView,
  timeline: TimelineView,
  actors: ActorsView,
  incidents: IncidentsView,
  agreements: AgreementsView,
  documents: DocumentsView,
  try: TryView,
  review: ReviewView,
};

function Masthead({ onFilters, hasFilters }: { onFilters: () => void; hasFilters: boolean }) {
  const other = language.value === 'ar' ? 'en' : 'ar';
  return (
    <header class="masthead">
      <a
        class="wordmark"
        href={href('map')}
        onClick={(click) => {
          click.preventDefault();
          open('map');
        }}
      >
        <strong lang="ar">راصد</strong>
        <span>{t('subtitle')}</span>
      </a>
      <nav class="views" aria-label={t('views')}>
        {VIEWS.map((view) => (
          <a
            key={view}
            href={href(view)}
            aria-current={address.value.view === view ? 'page' : undefined}
            onClick={(click) => {
              if (click.ctrlKey || click.metaKey || click.shiftKey) return;
              click.preventDefault();
              open(view);
            }}
          >
            {t(`view.${view}`)}
          </a>
        ))}
      </nav>
      <div class="row tools">
        {hasFilters && (
          <button type="button" class="button small open-filters" onClick={onFilters}>
            {t('filters')}
            {filterCount.value > 0 && <span>({filterCount.value})</span>}
          </button>
        )}
        <button
          type="button"
          class="button plain small"
          lang={other}
          onClick={() => setLanguage(other)}
        >
          {other === 'ar' ? 'العربية' : 'English'}
        </button>
        <button
          type="button"
          class="button plain small"
          aria-label={t(`theme.${theme.value}`)}
          title={t(`theme.${theme.value}`)}
          onClick={nextTheme}
        >
          <ThemeSign />
        </button>
      </div>
    </header>
  );
}

function ThemeSign() {
  const isAuto = theme.value === 'auto';
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" class="theme-sign">
      <circle cx="9" cy="9" r="6.5" />
      {theme.value === 'dark' && <circle class="full" cx="9" cy="9" r="6.5" />}
      {isAuto && <path class="full" d="M9 2.5a6.5 6.5 0 0 1 0 13z" />}
    </svg>
  );
}

// Asked once, before the first decision: every decision bears a name.
function AuthorDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState(author.value);
  const isOpen = asksAuthor.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="author-head"
      onClose={() => {
        asksAuthor.value = false;
      }}
    >
      <form
        method="dialog"
        onSubmit={() => {
          setAuthor(name);
        }}
      >
        <h2 id="author-head">{t('review.author.ask')}</h2>
        <p class="note">{t('review.author.hint')}</p>
        <label class="field">
          <span>{t('review.author.name')}</span>
          <input
            required
            maxLength={80}
            dir="auto"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <div class="row">
          <button type="submit" class="button main">
            {t('save')}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              asksAuthor.value = false;
            }}
          >
            {t('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Toast() {
  const decision = last.value;
  const error = fault.value;
  return (
    <div class="toast-box" aria-live="polite">
      {error ? (
        <div class="toast">
          {t(`error.${error.kind}` as Message)} <bdi>{error.detail}</bdi>
          <button
            type="button"
            class="button small"
            onClick={() => {
              fault.value = null;
            }}
          >
            {t('close')}
          </button>
        </div>
      ) : (
        decision && (
          <div class="toast">
            {t(`done.${decision.verdict}` as Message)}
            <button type="button" class="button small" onClick={() => undo(decision.number)}>
              {t('undo')}
            </button>
            <button
              type="button"
              class="button small"
              aria-label={t('close')}
              onClick={() => {
                last.value = null;
              }}
            >
              ×
            </button>
          </div>
        )
      )}
    </div>
  );
}

function TokenForm() {
  const [token, setToken] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  return (
    <form
      class="state"
      onSubmit={async (event) => {
        event.preventDefault();
        try {
          await enter(token.trim());
          await loadMeta();
        } catch {
          setIsWrong(true);
        }
      }}
    >
      <h1>{t('error.token')}</h1>
      <p>{t('error.token.hint')}</p>
      <label class="field">
        <span>{t('token')}</span>
        <input
          type="password"
          autocomplete="current-password"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      {isWrong && <p role="alert">{t('token.wrong')}</p>}
      <button type="submit" class="button main">
        {t('token.enter')}
      </button>
    </form>
  );
}

export function App() {
  const [areFiltersOpen, setFiltersOpen] = useState(false);
  const { view, focus } = address.value;
  const hasFilters = meta.value !== null && view !== 'try' && !focus.document;
  const Shown = SHOWN[view];
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!areFiltersOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setFiltersOpen(false);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [areFiltersOpen]);

  let shown: preact.JSX.Element;
  if (metaError.value?.kind === 'token') shown = <TokenForm />;
  else if (metaError.value) shown = <Failed error={metaError.value} again={loadMeta} />;
  else if (!meta.value) shown = <Loading />;
  else if (meta.value.database.is_loading && meta.value.database.documents === 0) {
    shown = <Loading />;
  } else shown = <Shown key={view} />;

  return (
    <>
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <Masthead onFilters={() => setFiltersOpen(true)} hasFilters={hasFilters} />
      <div class={hasFilters ? 'frame' : 'frame is-wide'}>
        {hasFilters && (
          <FilterPanel isOpen={areFiltersOpen} onClose={() => setFiltersOpen(false)} />
        )}
        <main id="main" ref={main} tabIndex={-1}>
          {shown}
        </main>
      </div>
      <AuthorDialog />
      <Toast />
    </>
  );
}
