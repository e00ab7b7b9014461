import classes from './TopBar.module.css';

/** Two patch points joined by a wire. */
export function AppMark() {
  return (
    <svg
      className={classes.mark}
      width="22"
      height="22"
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      role="img"
      aria-label="Latent Patchbay"
    >
      <circle cx="5.5" cy="6" r="3" />
      <circle cx="16.5" cy="16" r="3" fill="currentColor" />
      <path d="M8.5 6c6.5 0 -1 10 5 10" strokeLinecap="round" />
    </svg>
  );
}
