import type { AppError } from '@core/errors';
import { notifications } from '@mantine/notifications';

const text = ({ message, hint }: AppError) => [message, hint].filter(Boolean).join('\n');

/** Errors stay until they are closed: a message that leaves by itself cannot be acted on. */
export function notifyError(title: string, error: AppError): void {
  const message = text(error);
  notifications.show({ id: message, title, message, color: 'red', autoClose: false });
}

export function notifyWarning(title: string, error: AppError): void {
  const message = text(error);
  notifications.show({ id: message, title, message, color: 'yellow', autoClose: 12_000 });
}

export function notifyDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 4000 });
}
