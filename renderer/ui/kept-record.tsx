import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { recordKey } from '#shared/conflicts/in-words.ts';
import { type KeptRecord, knownReason } from '#shared/ipc/quarantine.ts';
import { BilingualName } from './bilingual-name.tsx';
import { FieldValue } from './field-value.tsx';
import styles from './kept-record.module.css';
import { useFormat, useTranslate } from './language.tsx';
import { StatusBadge } from './status-badge.tsx';
import { FieldName } from './value-comparison.tsx';

/** What a record is called: its own name, or its kind where it has none. */
export function KeptRecordName({ record }: { readonly record: KeptRecord }): ReactNode {
  const translate = useTranslate();
  const { name } = record.record;
  return name ? <BilingualName name={name} /> : translate(recordKey(record.table));
}

/** What kind of record it is, and what tells it from others of that name. */
export function KeptRecordKind({ record }: { readonly record: KeptRecord }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { name, about, day } = record.record;
  // Without a name its kind stands where the name would.
  return (
    <>
      {name ? translate(recordKey(record.table)) : null}
      {name && about ? ' · ' : null}
      {about ? <BilingualName name={about} /> : null}
      {(name || about) && day ? ' · ' : null}
      {day ? format.day(day) : null}
    </>
  );
}

/** Why headquarters keeps a change aside, in words. */
export function KeptReason({ reason }: { readonly reason: string }): ReactNode {
  const translate = useTranslate();
  const known = knownReason(reason);
  return known === 'other'
    ? translate('quarantine.reason.other', { code: reason })
    : translate(`quarantine.reason.${known}`);
}

interface KeptFieldsProps {
  readonly record: KeptRecord;
  /** In place of a value that does not fit. */
  readonly repair?: (field: KeptRecord['fields'][number]) => ReactNode;
}

/** The fields of a change by name, with what is wrong with them. */
export function KeptFields({ record, repair }: KeptFieldsProps): ReactNode {
  const translate = useTranslate();
  if (record.withheld) {
    return (
      <Text size="sm" c="dimmed">
        {translate('quarantine.withheld')}
      </Text>
    );
  }
  return (
    <table className={styles.table} aria-label={translate('quarantine.fields')}>
      <thead>
        <tr>
          <th scope="col">{translate('quarantine.field')}</th>
          <th scope="col">{translate('quarantine.value')}</th>
        </tr>
      </thead>
      <tbody>
        {record.fields.map((field) => (
          <tr key={field.id}>
            <th scope="row">
              <FieldName table={record.table} field={field.field} />
            </th>
            <td>
              {field.fault ? (
                <span className={styles.fault}>
                  <FieldValue value={field.value} />
                  <StatusBadge tone="watch" icon={IconAlertTriangle}>
                    {translate('quarantine.fault')}
                  </StatusBadge>
                </span>
              ) : (
                <FieldValue value={field.value} />
              )}
              {field.fault ? repair?.(field) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
