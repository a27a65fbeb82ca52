import { useRef, useState } from 'react';
import type { ReplyOf, RequestOf } from '#shared/ipc/channels.ts';
import { call } from '../../../app/bridge.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { useErrorToast } from '../../../ui/toast.tsx';

/** What came of one scan. */
export interface Seen extends ReplyOf<'training.checkIn'> {
  /** Counts up, so that the same person twice is two lines. */
  readonly number: number;
  /** What was scanned or typed; null for somebody who was looked up. */
  readonly badge: string | null;
}

interface CheckInLine {
  /** The newest first; at most a few. */
  readonly seen: readonly Seen[];
  readonly send: (who: RequestOf<'training.checkIn'>['who']) => void;
  readonly undo: (seen: Seen) => void;
}

/** More than these are not shown. */
const mostShown = 8;

/**
 * Sends what is scanned to the core one after the other, in the order in which it came: a scanner types faster than a disk
 * writes.
 *
 * @param sessionId the session
 * @param lateAfter from when on somebody is late, `HH:mm`, or null
 * @returns who was seen, and the way in
 */
export function useCheckIn(sessionId: number, lateAfter: string | null): CheckInLine {
  const translate = useTranslate();
  const format = useFormat();
  const announce = useAnnounce();
  const showError = useErrorToast();
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const count = useRef(0);

  const send = (who: RequestOf<'training.checkIn'>['who']): void => {
    const badge = 'badge' in who ? who.badge : null;
    line.current = line.current
      .then(() => call('training.checkIn', { sessionId, who, lateAfter }))
      .then((reply) => {
        count.current += 1;
        setSeen((before) => [{ ...reply, badge, number: count.current }, ...before].slice(0, mostShown));
        const name = reply.person
          ? format.name({ en: reply.person.nameLatin, ar: reply.person.nameAr })
          : (badge ?? '');
        announce(`${translate(`checkIn.outcome.${reply.outcome}`)}: ${name}`);
      })
      .catch(showError);
  };
  const undo = ({ before, number }: Seen): void => {
    if (!before) return;
    call('training.mark', { marks: [before] })
      .then(() => setSeen((all) => all.filter((each) => each.number !== number)))
      .catch(showError);
  };
  return { seen, send, undo };
}
