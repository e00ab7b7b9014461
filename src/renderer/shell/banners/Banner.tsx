import { CloseButton } from '@mantine/core';
import { OctagonAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './Banner.module.css';

interface BannerProps {
  readonly title: string;
  readonly message: string;
  readonly hint?: string;
  readonly testId: string;
  readonly actions: ReactNode;
  onClose(): void;
}

export function Banner({ title, message, hint, testId, actions, onClose }: BannerProps) {
  return (
    <section className={classes.banner} role="alert" data-testid={testId}>
      <OctagonAlert className={classes.icon} size={18} aria-hidden />
      <div className={classes.text} data-selectable>
        <h2 className={classes.title}>{title}</h2>
        <p>{message}</p>
        {hint && <p className={classes.hint}>{hint}</p>}
      </div>
      <div className={classes.actions}>
        {actions}
        <CloseButton aria-label="Close this message" onClick={onClose} />
      </div>
    </section>
  );
}
