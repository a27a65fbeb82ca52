import { personSummaries } from '#db/person-views.ts';
import { searchEverywhere } from '#db/search.ts';
import { readToday } from '#db/today.ts';
import type { HandlersOf } from '../handler.ts';
import { peopleReader } from './people-reader.ts';

/** Handler of the first screen. */
export const todayHandlers: HandlersOf<'today'> = {
  'today.get': (_request, records) => {
    records.permit('records.read');
    return readToday(records.db.read, peopleReader(records), records.today());
  },
};

/** Handler of the search over everything. */
export const searchHandlers: HandlersOf<'search'> = {
  'search.everywhere': ({ text, limit }, records) => {
    records.permit('records.read');
    const reader = peopleReader(records);
    const found = searchEverywhere(records.db.read, text, { limit });
    const people = personSummaries(
      records.db.read,
      reader,
      found.filter(({ kind }) => kind === 'person').map(({ id }) => id),
    );
    return found.map(({ kind, id, title, titleAr, subtitle }) => {
      // The index knows badge numbers; the line below a name shows one only to those who may see it.
      const unit = reader.mayReadContact ? subtitle : (people.get(id)?.unit ?? '');
      return { kind, id, title, titleAr, subtitle: kind === 'person' ? unit : subtitle };
    });
  },
};
