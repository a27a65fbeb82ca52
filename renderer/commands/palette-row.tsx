import { type ReactNode, useEffect, useRef } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { SearchHit } from '#shared/ipc/today.ts';
import { useLanguage, useTranslate } from '../ui/language.tsx';
import { UserText } from '../ui/user-text.tsx';
import { Keys } from './keys.tsx';
import styles from './palette.module.css';
import type { PaletteEntry } from './palette-entries.ts';

const kinds: Readonly<Record<SearchHit['kind'], MessageKey>> = {
  person: 'shell.kind.person',
  training: 'shell.kind.training',
  visit: 'shell.kind.visit',
  inspection: 'shell.kind.inspection',
  action: 'shell.kind.action',
  institution: 'shell.kind.institution',
};

interface PaletteRowProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly chosen: boolean;
  readonly onRun: () => void;
}

/** One row of the palette; the field keeps the focus and names the chosen row. */
export function PaletteRow({ id, entry, chosen, onRun }: PaletteRowProps): ReactNode {
  const translate = useTranslate();
  const row = useRef<HTMLDivElement>(null);
  const Picture = entry.icon;
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className={styles.row}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onRun();
      }}
    >
      <Picture size={18} stroke={1.6} aria-hidden />
      {entry.kind === 'record' ? (
        <HitWords hit={entry.hit} />
      ) : (
        <span className={styles.title}>{translate(entry.command.title)}</span>
      )}
      {entry.kind === 'record' ? (
        <span className={styles.kind}>{translate(kinds[entry.hit.kind])}</span>
      ) : entry.command.shortcuts?.[0] ? (
        <Keys shortcut={entry.command.shortcuts[0]} />
      ) : null}
    </div>
  );
}

function HitWords({ hit }: { readonly hit: SearchHit }): ReactNode {
  const { language } = useLanguage();
  const [first, second] = language === 'ar' ? [hit.titleAr, hit.title] : [hit.title, hit.titleAr];
  const other = first && second !== first ? second : '';
  return (
    <span className={styles.title}>
      <UserText>{first || second}</UserText>
      {other || hit.subtitle ? (
        <span className={styles.detail}>
          {other ? <UserText>{other}</UserText> : null}
          {other && hit.subtitle ? ' · ' : null}
          {hit.subtitle ? <UserText>{hit.subtitle}</UserText> : null}
        </span>
      ) : null}
    </span>
  );
}
