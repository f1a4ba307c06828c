import type { ReactNode } from 'react';

interface SheetRow {
  readonly id: string;
  readonly name: ReactNode;
  readonly cells: readonly string[];
}

interface SheetProps {
  readonly label: string;
  /** The name's column first. */
  readonly head: readonly string[];
  readonly rows: readonly SheetRow[];
  readonly foot?: SheetRow;
}

/** Numbers in columns. Where they do not fit they scroll sideways inside, also by the keyboard. */
export function Sheet({ label, head, rows, foot }: SheetProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard
    <section className="sheet-frame" aria-label={label} tabIndex={0}>
      <table className="sheet number" aria-label={label}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            <Row row={foot} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Row({ row: { name, cells } }: { readonly row: SheetRow }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((cell, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a cell is its column
        <td key={at}>{cell}</td>
      ))}
    </tr>
  );
}
