import type { ReactNode } from 'react';
import type { PersonSummary } from '#shared/ipc/people.ts';
import { useLanguage } from '../ui/language.tsx';
import { UserText } from '../ui/user-text.tsx';
import styles from './both-names.module.css';

/** A person's name in both scripts, one below the other; that of the screens first. */
export function BothNames({
  person,
}: {
  readonly person: Pick<PersonSummary, 'nameAr' | 'nameLatin'>;
}): ReactNode {
  const { language } = useLanguage();
  const [own, other] =
    language === 'ar' ? [person.nameAr, person.nameLatin] : [person.nameLatin, person.nameAr];
  return (
    <span className={styles.names}>
      <UserText>{own || other}</UserText>
      {own && other ? (
        <span className={styles.other}>
          <UserText>{other}</UserText>
        </span>
      ) : null}
    </span>
  );
}
