import type { ReactNode } from 'react';
import type { PersonSummary } from '#shared/ipc/people.ts';
import { BilingualName } from '../ui/bilingual-name.tsx';
import { Ltr, UserText } from '../ui/user-text.tsx';
import styles from './person-line.module.css';
import { VettingMark } from './vetting-mark.tsx';

/** A person in one or two lines, with what tells two people of the same name apart. */
export function PersonLine({ person }: { readonly person: PersonSummary }): ReactNode {
  return (
    <span className={styles.person}>
      <span className={styles.name}>
        <BilingualName name={{ en: person.nameLatin, ar: person.nameAr }} both />
      </span>
      <span className={styles.detail}>
        {person.badge ? <Ltr>{person.badge}</Ltr> : null}
        {person.rank ? <BilingualName name={person.rank} /> : null}
        {person.unit ? <UserText>{person.unit}</UserText> : null}
        <VettingMark person={person} />
      </span>
    </span>
  );
}
