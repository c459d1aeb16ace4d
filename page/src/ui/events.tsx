// The records that the filters leave, newest first.
import * as api from '../api/calls';
import type { Event } from '../api/types';
import { t } from '../i18n';
import { filters } from '../state';
import { filterKey } from './filters';
import { Pages } from './more';
import { RecordCard } from './record';

export function EventList({ sort = '-date', limit = 20 }: { sort?: string; limit?: number }) {
  return (
    <Pages<Event, Awaited<ReturnType<typeof api.events>>>
      query={`${filterKey()} ${sort} ${limit}`}
      load={(cursor, signal) => api.events(filters.value, { sort, limit, cursor }, signal)}
      empty="empty.events"
      head={(page) => <p class="note">{t('records', { n: page.total })}</p>}
    >
      {(event) => <RecordCard key={event.id} event={event} withDocument />}
    </Pages>
  );
}
