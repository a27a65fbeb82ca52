import type { ReactNode } from 'react';
import type { Bilingual } from '#shared/ipc/common.ts';
import styles from './bilingual-name.module.css';
import { useLanguage } from './language.tsx';

interface BilingualNameProps {
  readonly name: Bilingual;
  /** Also shows the name in the other script, smaller. */
  readonly both?: boolean;
}

/** A name in the language of the screens; the other script when that one is empty. */
export function BilingualName({ name, both = false }: BilingualNameProps): ReactNode {
  const { language } = useLanguage();
  const [own, other] = language === 'ar' ? [name.ar, name.en] : [name.en, name.ar];
  const first = own || other;
  return (
    <>
      <bdi dir="auto" translate="no">
        {first}
      </bdi>
      {both && other && other !== first ? (
        <>
          {' '}
          <bdi dir="auto" translate="no" className={styles.other}>
            {other}
          </bdi>
        </>
      ) : null}
    </>
  );
}
