import type { TableContent } from '@core/node-context';
import type { ViewSize } from './view-size';
import classes from './views.module.css';

interface TableViewProps {
  readonly content: TableContent;
  readonly size: ViewSize;
}

/** Names and values. */
export function TableView({ content: { title, rows }, size }: TableViewProps) {
  return (
    <table className={classes.table} data-size={size} data-selectable>
      {title !== undefined && <caption>{title}</caption>}
      <tbody>
        {rows.map(({ label, value, doc }) => (
          <tr key={label} title={doc}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
