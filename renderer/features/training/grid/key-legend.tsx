import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowForwardUp,
  IconCheck,
  IconLoader2,
  IconQrcode,
} from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { hrefOf } from '../../../app/go-to.ts';
import { useTranslate } from '../../../ui/language.tsx';
import styles from './key-legend.module.css';
import type { MarkBookState } from './mark-book.ts';
import { type MarkKey, markLetters, markOrder } from './mark-keys.ts';

interface KeyLegendProps {
  readonly state: MarkBookState;
  readonly disabled: boolean;
  /** Whether a mark leads to the next trainee. */
  readonly walking: boolean;
  readonly onWalk: (walking: boolean) => void;
  /** The same as the key. */
  readonly onKey: (key: MarkKey) => void;
  /** Where badges are scanned for the session that has the focus; null: nowhere. */
  readonly checkIn: string | null;
}

/** The keys of the grid, always in sight; each can be clicked as well. The grid keeps the focus. */
export function KeyLegend(props: KeyLegendProps): ReactNode {
  const { state, disabled, walking, onWalk, onKey, checkIn } = props;
  const translate = useTranslate();
  const stay = (event: MouseEvent): void => event.preventDefault();
  return (
    <div className={styles.legend}>
      <div role="toolbar" aria-label={translate('training.keys')} className={styles.keys} onMouseDown={stay}>
        {markOrder.map((mark) => (
          <button
            key={mark}
            type="button"
            tabIndex={-1}
            className={styles.key}
            disabled={disabled}
            onClick={() => onKey({ do: 'mark', mark })}
          >
            <kbd translate="no">{markLetters[mark]}</kbd>
            <span className={styles.letter} data-mark={mark} aria-hidden>
              {translate(`training.mark.letter.${mark}`)}
            </span>
            {translate(`vocabulary.attendanceMarks.${mark}`)}
          </button>
        ))}
        <button
          type="button"
          tabIndex={-1}
          className={styles.key}
          disabled={disabled}
          onClick={() => onKey({ do: 'clear' })}
        >
          <kbd translate="no">Del</kbd>
          {translate('training.keys.clear')}
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.key}
          disabled={disabled || !state.canUndo}
          onClick={() => onKey({ do: 'undo' })}
        >
          <kbd translate="no">Ctrl Z</kbd>
          <IconArrowBackUp size={15} aria-hidden />
          {translate('shell.action.undo')}
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.key}
          disabled={disabled || !state.canRedo}
          onClick={() => onKey({ do: 'redo' })}
        >
          <kbd translate="no">Ctrl Y</kbd>
          <IconArrowForwardUp size={15} aria-hidden />
          {translate('training.keys.redo')}
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.key}
          aria-pressed={walking}
          disabled={disabled}
          title={translate('training.keys.walkHint')}
          onClick={() => onWalk(!walking)}
        >
          <kbd translate="no">T</kbd>
          <IconArrowDown size={15} aria-hidden />
          {translate('training.keys.walk')}
        </button>
      </div>
      {checkIn === null ? null : (
        <a className={styles.key} href={hrefOf(checkIn)}>
          <IconQrcode size={15} aria-hidden />
          {translate('checkIn.title')}
        </a>
      )}
      <p className={styles.hint}>
        {walking ? <strong>{translate('training.keys.walkHint')} · </strong> : null}
        <kbd translate="no">L 1 5</kbd> {translate('training.keys.minutes')} ·{' '}
        <kbd>{translate('training.keys.space')}</kbd> {translate('training.keys.cycle')} ·{' '}
        {translate('training.keys.header')}
      </p>
      <SavedLine status={state.status} />
    </div>
  );
}

function SavedLine({ status }: Pick<MarkBookState, 'status'>): ReactNode {
  const translate = useTranslate();
  return (
    <span className={styles.saved} data-status={status}>
      {status === 'saved' ? (
        <>
          <IconCheck size={14} aria-hidden /> {translate('shell.record.savedHere')}
        </>
      ) : null}
      {status === 'saving' ? (
        <>
          <IconLoader2 size={14} aria-hidden /> {translate('training.saving')}
        </>
      ) : null}
      {status === 'failed' ? translate('training.notSaved') : null}
    </span>
  );
}
