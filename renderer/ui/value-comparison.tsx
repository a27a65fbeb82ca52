import type { ReactNode } from 'react';
import { fieldKey } from '#shared/conflicts/in-words.ts';
import type { ConflictField } from '#shared/ipc/conflicts.ts';
import { FieldValue } from './field-value.tsx';
import { useTranslate } from './language.tsx';
import styles from './value-comparison.module.css';

/** One of the two values that disagree: whose column it is. */
export interface ComparedSide {
  readonly side: 'standing' | 'fallen';
  readonly title: string;
  /** Who wrote it, and when. */
  readonly by: ReactNode;
  /** Beside the title, such as which one stands. */
  readonly mark?: ReactNode;
}

interface ValueComparisonProps {
  /** Name of the record's table. */
  readonly table: string;
  readonly fields: readonly ConflictField[];
  readonly sides: readonly ComparedSide[];
}

/** Field by field: the value before, and the two that were written without knowing of each other. */
export function ValueComparison({ table, fields, sides }: ValueComparisonProps): ReactNode {
  const translate = useTranslate();
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={translate('conflicts.values')}>
        <thead>
          <tr>
            <th scope="col">{translate('conflicts.column.field')}</th>
            <th scope="col">{translate('conflicts.column.base')}</th>
            {sides.map(({ side, title, by, mark }) => (
              <th scope="col" key={side} data-side={side}>
                <span className={styles.title}>
                  {title} {mark}
                </span>
                <span className={styles.by}>{by}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow key={field.field} table={table} field={field} sides={sides} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FieldRow(props: {
  readonly table: string;
  readonly field: ConflictField;
  readonly sides: readonly ComparedSide[];
}): ReactNode {
  const translate = useTranslate();
  const { table, field, sides } = props;
  return (
    <tr>
      <th scope="row">
        <FieldName table={table} field={field.field} />
      </th>
      <td>
        {field.base ? (
          <FieldValue value={field.base} />
        ) : (
          <span className={styles.unknown}>{translate('conflicts.value.unknown')}</span>
        )}
      </td>
      {sides.map(({ side }) => (
        <td key={side} data-side={side}>
          <FieldValue value={field[side]} />
          {side === 'standing' && field.now ? (
            <span className={styles.now}>
              {translate('conflicts.value.now')} <FieldValue value={field.now} />
            </span>
          ) : null}
        </td>
      ))}
    </tr>
  );
}

/** A field by its name; by its column where a later version knows more fields. */
export function FieldName({ table, field }: { readonly table: string; readonly field: string }): ReactNode {
  const translate = useTranslate();
  const key = fieldKey(table, field);
  return key ? translate(key) : <span translate="no">{field}</span>;
}
