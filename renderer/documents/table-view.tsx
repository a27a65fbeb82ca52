import type { ReactNode } from 'react';
import type { Cell, TableBlock } from '#shared/documents/block.ts';
import { inPlaces } from './in-places.ts';
import { WordsView } from './words-view.tsx';

/** A table; broken between rows, its head stands on every page. */
export function TableView({ table }: { readonly table: TableBlock }): ReactNode {
  const whole = table.columns.reduce((sum, { width }) => sum + width, 0);
  return (
    <table data-break="rows" data-height={table.height}>
      {table.caption === null ? null : (
        <caption>
          <WordsView words={table.caption} />
        </caption>
      )}
      <colgroup>
        {table.columns.map(({ label, width }) => (
          <col key={label.main} style={{ inlineSize: `${(width / whole) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {table.columns.map(({ label, align }) => (
            <th key={label.main} scope="col" data-align={align}>
              <span className="stack">
                <WordsView words={label} />
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {inPlaces(table.rows).map(({ part: row, place }) => (
          <tr key={place}>
            {inPlaces(row).map(({ part: cell, place: column }) => (
              <td key={column} data-align={table.columns[Number(column)]?.align ?? 'start'}>
                <CellView cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CellView({ cell }: { readonly cell: Cell }): ReactNode {
  switch (cell.kind) {
    case 'blank':
      return null;
    case 'code':
      return <bdi dir="ltr">{cell.text}</bdi>;
    case 'tone':
      return (
        <bdi className="tone" data-tone={cell.tone}>
          {cell.text}
        </bdi>
      );
    case 'text':
      return (
        <>
          <bdi>{cell.text}</bdi>
          {cell.below === null ? null : (
            <div className="below">
              <bdi>{cell.below}</bdi>
            </div>
          )}
        </>
      );
  }
}
