import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RosterRow } from '#shared/ipc/imports.ts';
import { useReply } from '../../app/queries.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat } from '../../ui/language.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import styles from './likely-duplicates.module.css';

/** A row of the file with what tells two people of the same name apart, as `PersonLine` shows a known person. */
export function RowPerson({ row }: { readonly row: RosterRow }): ReactNode {
  const format = useFormat();
  const ranks = useReply('reference.options', { list: 'rank' }).data;
  const { name_ar, name_latin, badge, unit, rank, birth_date } = row.values;
  const rankName = ranks?.find(({ value }) => value === rank)?.name;
  return (
    <>
      {[name_ar, name_latin].filter(Boolean).map((name) => (
        <div key={name} className={styles.name}>
          <UserText>{name}</UserText>
        </div>
      ))}
      <Text size="xs" c="dimmed" component="div" className={styles.details ?? ''}>
        {badge ? <Ltr>{badge}</Ltr> : null}
        {rankName ? <BilingualName name={rankName} /> : null}
        {unit ? <UserText>{unit}</UserText> : null}
        {birth_date ? <span>{format.day(birth_date)}</span> : null}
      </Text>
    </>
  );
}
