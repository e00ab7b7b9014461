import type { AppError } from '@core/errors';
import { notifications } from '@mantine/notifications';
import { t } from '../text/text';

/** For who does not see the cross. */
const closeButton = () => ({ closeButtonProps: { 'aria-label': t.look.closeMessage } });

const text = ({ message, hint }: AppError) => [message, hint].filter(Boolean).join('\n');

/** Errors stay until they are closed: a message that leaves by itself cannot be acted on. */
export function notifyError(title: string, error: AppError): void {
  const message = text(error);
  notifications.show({
    id: message,
    title,
    message,
    color: 'red',
    autoClose: false,
    ...closeButton(),
  });
}

/** One of a title at a time: pressing Run five times must not pile five of them on the nodes. */
export function notifyWarning(title: string, error: AppError): void {
  notifications.hide(title);
  notifications.show({
    id: title,
    title,
    message: text(error),
    color: 'yellow',
    autoClose: 12_000,
    ...closeButton(),
  });
}

/** Takes a warning away once what it said no longer holds. */
export function dismissWarning(title: string): void {
  notifications.hide(title);
}

export function notifyDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 4000, ...closeButton() });
}
