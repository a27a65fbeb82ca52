import type { ReactNode } from 'react';
import { SavedNote } from '../../drafts/saved-note.tsx';
import styles from './part-table.module.css';

/** One column of a part of a visit. */
export interface PartColumn {
  readonly key: string;
  /** Empty above buttons. */
  readonly title: string;
  /** CSS width, `8rem`; what is left is shared by the columns without one. */
  readonly width?: string;
}

interface PartTableProps {
  readonly label: string;
  readonly columns: readonly PartColumn[];
  /** Lines: `<tr>`, with `data-fields` where they hold fields. */
  readonly children: ReactNode;
}

/** Lines of a part of a visit under one head, in columns of fixed width. */
export function PartTable({ label, columns, children }: PartTableProps): ReactNode {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ key, title, width }) =>
            title === '' ? (
              <td key={key} style={{ inlineSize: width, border: 0 }} />
            ) : (
              <th key={key} scope="col" {...(width ? { style: { inlineSize: width } } : {})}>
                {title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** The last field of an entry, with the button that sends it. */
export function FieldAndButton({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.fieldAndButton}>{children}</div>;
}

/** Words in a line that has fields beside them. */
export function BesideFields({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.beside}>{children}</div>;
}

/** Says below an entry that it is kept; its place is held, so that nothing moves while somebody types. */
export function EntryNote({ kept }: { readonly kept: boolean }): ReactNode {
  return (
    <div className={styles.note}>
      <SavedNote status="draft" kept={kept} />
    </div>
  );
}

/** Buttons at the end of a line. */
export function PartEnd({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.end}>{children}</div>;
}
