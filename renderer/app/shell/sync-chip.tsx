import { type ReactNode, useEffect, useReducer } from 'react';
import { useAnnounce } from '../../ui/announcer.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { hrefOf } from '../go-to.ts';
import { paths } from '../paths.ts';
import { useReply } from '../queries.ts';
import { useSession } from '../session.tsx';
import styles from './sync-chip.module.css';
import { syncWords } from './sync-words.ts';

/** How often "3 hours ago" is counted anew, in milliseconds. */
const minute = 60_000;

/** Says at all times where the records stand, and leads to the page that says more. */
export function SyncChip(): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const announce = useAnnounce();
  const { sample } = useSession();
  const status = useReply('sync.status').data;
  const [, countAnew] = useReducer((turn: number) => turn + 1, 0);
  useEffect(() => {
    const timer = setInterval(countAnew, minute);
    return () => clearInterval(timer);
  }, []);
  const words = status && syncWords(status, sample, translate, format);
  const state = status?.state;
  const spoken = state === 'syncing' ? translate('sync.chip.syncing') : (words?.text ?? '');
  useEffect(() => {
    // Only a change of state is worth interrupting for, not each percent.
    if (state) announce(spoken);
  }, [state, spoken, announce]);
  if (!words) return null;
  const { icon: Picture, tone, text } = words;
  const path = state === 'review' && status.toReview > 0 ? paths.review : paths.sync;
  return (
    <a className={styles.chip} href={hrefOf(path)} data-tone={tone} data-state={state}>
      <Picture size={16} stroke={1.8} aria-hidden />
      <span className="tabular">{text}</span>
    </a>
  );
}
