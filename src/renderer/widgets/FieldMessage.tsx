import classes from './widgets.module.css';

/** Why a field did not take what was typed, read out by screen readers. */
export function FieldMessage({ text }: { readonly text: string | null }) {
  return (
    text && (
      <div className={classes.message} role="status">
        {text}
      </div>
    )
  );
}
