import { listCourses, readCalendar } from '#db/course-catalogue.ts';
import type { HandlersOf } from '../handler.ts';

/** Handlers of the catalogue of courses and the days on which they are taught. */
export const courseHandlers: HandlersOf<'courses'> = {
  'courses.list': (_request, records) => {
    records.permit('records.read');
    return [...listCourses(records.db.read)];
  },
  'courses.calendar': (_request, records) => {
    records.permit('records.read');
    return readCalendar(records.db.read);
  },
};
