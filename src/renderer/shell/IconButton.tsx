import { ActionIcon, Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';

interface IconButtonProps {
  readonly icon: LucideIcon;
  /** What it does: read aloud, and shown in the tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly active?: boolean;
  readonly testId?: string;
  onClick(): void;
}

export function IconButton({ icon: Icon, label, keys, active, testId, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label}>
      <ActionIcon
        aria-label={label}
        {...(active !== undefined && { 'aria-pressed': active })}
        variant={active ? 'light' : 'subtle'}
        data-testid={testId}
        {...rest}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
