import { ChevronDown } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { OptionPopup } from './OptionPopup';
import type { Option } from './rank-options';
import classes from './widgets.module.css';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly value: string;
  /** Made when the list opens. */
  readonly options: () => readonly Option[];
  readonly empty?: string;
  readonly icon?: ReactNode;
  readonly invalid?: boolean;
  readonly onPick: (value: string) => void;
}

/** What a select looks like when closed: one button. */
export function OptionButton({
  id,
  label,
  text,
  value,
  options,
  empty,
  icon,
  invalid,
  onPick,
}: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = useCallback(() => setAnchor(null), []);
  return (
    <>
      <button
        type="button"
        id={id}
        className={classes.select}
        aria-haspopup="listbox"
        aria-expanded={anchor !== null}
        aria-label={`${label}: ${text}`}
        aria-invalid={invalid}
        title={text}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {icon}
        <span className={classes.selectText}>{text}</span>
        <ChevronDown size={13} className={classes.chevron} />
      </button>
      {anchor && (
        <OptionPopup
          anchor={anchor}
          label={label}
          options={options()}
          value={value}
          empty={empty}
          onPick={onPick}
          onClose={close}
        />
      )}
    </>
  );
}
