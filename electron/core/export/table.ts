/** A cell: text, or a number that a spreadsheet may reckon with. */
export type TableCell = string | number | null;

/** A table that leaves the laptop as a file. */
export interface Table {
  /** Name of the sheet. */
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Whether its columns run from right to left. */
  readonly rightToLeft: boolean;
}
